import { OF_WHOLE_RUNS, smokeTests } from "../../testing/bench/smoke";

smokeTests(OF_WHOLE_RUNS);
