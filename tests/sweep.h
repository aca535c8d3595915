/* An analysis that runs out of memory. A test that includes this is linked as failing_memory.h says. */
#ifndef TESTS_SWEEP_H
#define TESTS_SWEEP_H

#include "failing_memory.h"
#include "graphs.h"

static UNUSED void fail_one(const ent_analysis *analysis, const ent_analysis_input *input, long k, const char *whole) {
    ent_error err = {0};
    ent_table *table = NULL;
    failed = false;
    left = k;
    ent_status status = ent_analysis_run(analysis, input, &table, &err);
    left = -1;
    if (is_answer(status)) {
        char *answer = table_json(table);
        assert_string_equal(answer, whole);
        ent_free(answer);
    } else if (status != ENT_NOMEM || err.status != ENT_NOMEM || table) {
        fail_msg("%s, allocation %ld: %d %s", analysis->name, k, (int)status, err.message);
    }
    ent_table_free(table);
}

/* Fail the k-th allocation, alone and with all after it, for every k, until the answer needs no more than k. An answer in
 * spite of a failure (a block that was not made smaller) must be the whole answer. */
static UNUSED void run_out_of_memory(const ent_analysis *analysis, const ent_analysis_input *input) {
    ent_table *table = NULL;
    assert_true(is_answer(ent_analysis_run(analysis, input, &table, NULL)));
    char *whole = table_json(table);
    ent_table_free(table);
    for (int alone = 0; alone < 2; alone++) {
        once = alone;
        failed = true;
        for (long k = 0; failed; k++) fail_one(analysis, input, k, whole);
    }
    once = false;
    ent_free(whole);
}

#endif
