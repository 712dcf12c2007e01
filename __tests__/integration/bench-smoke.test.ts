import { ALL_OTHERS, smokeTests } from "../../testing/bench/smoke";

smokeTests(ALL_OTHERS);
