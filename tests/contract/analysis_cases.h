/* The option sets with which the contract tests run every analysis, beside the presets: a line each, easy to extend. In
 * the words, e00, e01, ... are entities and r00, r01, ... relations of the graph that is at hand. A set may be refused on
 * some graphs (ENT_USAGE, ENT_CALC, ENT_NO). */
#ifndef TESTS_ANALYSIS_CASES_H
#define TESTS_ANALYSIS_CASES_H

#include "graphs.h"

typedef struct analysis_case {
    const char *analysis;
    const char *words[6]; /* "option=value" or "flag", up to a NULL */
    bool cut;             /* ids decide which of several equal ones are listed: another name, another list */
    bool named;           /* the words name entities or relations of the random graphs */
} analysis_case;

static const analysis_case analysis_cases[] = {
    {"centrality", {"measure=degree,strength,betweenness,closeness,harmonic,pagerank", "normalized"}, false, false},
    {"centrality", {"measure=eigenvector"}, false, false},
    {"centrality", {"measure=katz,hub,authority,subgraph,constraint,coreness,clustering,eccentricity"}, false, false},
    {"centrality", {"measure=degree,betweenness", "rank-interval=5"}, false, false},
    {"centrality", {"measure=betweenness,closeness,harmonic", "approximate=0.2"}, false, false},
    {"brokers", {"group=bloc"}, false, false},
    {"brokers", {"group=community"}, false, false},
    {"brokers", {"bridges"}, false, false},
    {"brokers", {"bridges", "tie-bridges", "structural"}, false, false},
    {"what-if", {"without=e02", "measure=degree,closeness"}, false, true},
    {"what-if", {"without-relation=r01", "unchanged"}, false, true},
    {"paths", {"per-hop=0"}, false, false},
    {"paths", {"k=3", "max-length=3"}, true, false},
    {"paths", {"widest"}, true, false},
    {"paths", {"all", "max-length=3", "per-hop=0"}, false, false},
    {"exits", {"by=entities"}, true, false},
    {"exits", {"by=relations", "near=B"}, true, false},
    {"components", {"strong"}, false, false},
    {"components", {"by=biconnected"}, false, false},
    {"cores", {"along=in", "each"}, false, false},
    {"cores", {"k=2", "relations"}, false, false},
    {"cliques", {"min-size=3", "relations"}, false, false},
    {"communities", {"method=louvain"}, false, false},
    {"communities", {"method=walktrap"}, false, false},
    {"communities", {"method=infomap"}, false, false},
    {"communities", {"method=label-propagation"}, false, false},
    {"communities", {"method=fast-greedy"}, false, false},
    {"communities", {"method=edge-betweenness"}, false, false},
    {"equivalents", {"distance=euclidean"}, false, false},
    {"equivalents", {"distance=jaccard", "ties=signs"}, false, false},
    {"equivalents", {"distance=exact", "ties=types", "relations"}, false, false},
    {"similar", {"measure=jaccard,cosine,adamic-adar", "along=out"}, false, false},
    {"similar", {"predict"}, false, false},
    {"similar", {"relations"}, false, false},
    {"census", {"section=dyads,triads,small-world", "samples=3"}, false, false},
    {"census", {"section=assortativity", "group=bloc"}, false, false},
    {"census", {"list=030T"}, false, false},
    {"census", {"list=mutual"}, false, false},
    {"census", {"list=012"}, false, false},
    {"census", {"list=ambivalent-triangle"}, false, false},
    {"centrality", {"measure=pn,pn-in,pn-out,positive-degree,negative-degree,signed-degree"}, false, false},
    {"centrality", {"measure=pn,signed-degree", "rank-interval=5"}, false, false},
    {"centrality", {"measure=signed-eigenvector"}, true, false}, /* ids decide between mirror images */
    {"balance", {"of=walks,spectrum"}, false, false},
    {"balance", {"each"}, false, false},
    {"balance", {"triangles"}, false, false},
    {"frustration", {"factions", "verify"}, true, false},
    {"frustration", {"cycles"}, true, false},
    {"frustration", {"summary", "steps=2"}, true, false},
    {"factions", {"line-index", "most=4"}, false, false},
    {"factions", {"misfits", "k=3"}, true, false},
    {"factions", {"method=blockmodel", "k=3", "blocks"}, true, false},
    {"factions", {"method=communities"}, true, false},
    {"factions", {"method=communities", "misfits"}, true, false},
    {"portfolio", {"all"}, false, false},
    {"portfolio", {"on=relations", "self=highest", "among=all"}, false, false},
    {"portfolio", {"self=none", "relations", "among=all"}, false, false},
    {"portfolio", {"levels=supports=2,unnamed=1", "among=all"}, false, false},
    {"timeline", {"dated"}, false, false},
    {"trend", {"every=1m", "measure=components,giant,degree,balance"}, false, false},
    {"trend", {"every=1q", "measure=frustration,reciprocity,pn", "normalized"}, false, false},
    {"trend", {"measure=degree,betweenness", "of=e01"}, false, true},
    {"trend", {"every=2m", "changes"}, true, false},
};
enum { ANALYSIS_CASES = sizeof analysis_cases / sizeof *analysis_cases };

/* Columns that number what is listed: among equals any may be the first. */
static const struct {
    const char *analysis, *column;
} numbering_columns[] = {
    {"components", "component"},  {"paths", "path"},     {"paths", "route"},
    {"communities", "community"}, {"cliques", "clique"}, {"equivalents", "class"},
    {"exits", "heading"},         {"exits", "number"},   {"brokers", "group"},
};

/* Their presets list some of several equal ones: ids decide which. */
static const char *const cut_by_preset[] = {"paths", "exits", "frustration", "factions"};

static UNUSED bool is_cut_by_preset(const char *analysis) {
    for (size_t i = 0; i < sizeof cut_by_preset / sizeof *cut_by_preset; i++)
        if (!strcmp(cut_by_preset[i], analysis)) return true;
    return false;
}

/* Their rows are about two of whom neither is the first. */
static UNUSED bool is_about_pairs(const char *analysis) {
    return strcmp(analysis, "equivalents") == 0;
}

static UNUSED bool is_numbering(const char *analysis, const char *column) {
    for (size_t i = 0; i < sizeof numbering_columns / sizeof *numbering_columns; i++)
        if (!strcmp(numbering_columns[i].analysis, analysis) && !strcmp(numbering_columns[i].column, column))
            return true;
    return false;
}

#endif
