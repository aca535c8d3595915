/* table/options.c - how a table is to be shown, as options. */
#include <entente/table.h>

/* in the order of ent_format */
static const char *const formats[] = {"text", "csv", "tsv", "json", "jsonl", "md", NULL};

const ent_option ent_show_options[] = {
    {.name = "format",
     .letter = 'f',
     .type = ENT_OPTION_CHOICE,
     .offset = offsetof(ent_show, format),
     .preset = "text",
     .choices = formats,
     .help = "form of the table"},
    {.name = "top",
     .letter = 'n',
     .type = ENT_OPTION_INT,
     .offset = offsetof(ent_show, top),
     .minimum = 0,
     .maximum = 9007199254740992.0,
     .argument = "N",
     .help = "first N rows only, after sorting (of paths, cliques and other groups of rows: the first N whole ones); 0 "
             "shows "
             "all"},
    {.name = "columns",
     .letter = 'c',
     .type = ENT_OPTION_LIST,
     .offset = offsetof(ent_show, columns),
     .argument = "NAME,...",
     .help = "these columns in this order; 'all' brings the hidden ones too"},
    {.name = "sort",
     .letter = 's',
     .type = ENT_OPTION_LIST,
     .offset = offsetof(ent_show, sort),
     .argument = "NAME,...",
     .help = "sort by these columns, '-NAME' downwards; equal rows keep their order, what is missing comes last"},
    {.name = NULL},
};
