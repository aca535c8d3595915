/* cli/cmd_pack.c - files to one that is mapped instead of read. */
#include "cli/cli.h"

static ent_status check_output(const cli_call *call, ent_error *err) {
    if (call->settings.output.path) return ENT_OK;
    ent_fail(err, ENT_USAGE, "pack needs a file to write");
    ent_hint(err, "say -o FILE, for example -o graph.entpack");
    return ENT_USAGE;
}

static ent_status run(cli_call *call, ent_error *err) {
    size_t files;
    cli_data data = {0};
    ent_status status = cli_files(call, &files, err);
    if (status == ENT_OK) status = check_output(call, err);
    call->settings.reading.keep_findings = true;
    if (status == ENT_OK) status = cli_read(call, files, &data, err);
    cli_hold(); /* no half-written file stays behind */
    if (status == ENT_OK) status = ent_graph_pack(data.graph, call->settings.output.path, cli_monitor(call), err);
    cli_release();
    cli_progress_clear();
    cli_data_clear(&data);
    return status;
}

static const ent_example examples[] = {
    {"pack graphs/korea-us-2022.json -o korea-us.entpack", "the graph in a file that opens at once"},
    {"pack graphs/korea-us-2022.json graphs/powers-1914.json -o both.entpack", "several files united, once for all"},
    {NULL, NULL},
};

const cli_command cli_pack = {
    .name = "pack",
    .summary = "write the graph to a file that opens at once, whatever its size",
    .detail = "Reads the files, unites them, and writes what came of it as it lies in memory, with its evidence, "
              "places, names, "
              "vocabulary and findings. Every command reads such a file like the ones it was made from; it is mapped, "
              "not read, "
              "so that millions of relations are there in a few milliseconds and only what is asked for comes into "
              "memory. Check "
              "sums tell what was damaged; 'entente check' looks at every byte. The file serves machines of the same "
              "byte order "
              "and this version of the format: keep the sources.",
    .section = "Data",
    .reads_files = true,
    .groups = {CLI_GROUP_READING, CLI_GROUP_OUTPUT, CLI_GROUP_GENERAL},
    .examples = examples,
    .run = run,
};
