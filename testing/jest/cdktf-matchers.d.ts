// Types of the matchers that Testing.setupJest() adds to expect().
import "cdktf/lib/testing/adapters/jest";
