/* The statistics of balance, each with its definition and source, and the columns of its three tables. */
#include "analyse/balance.h"

#include <string.h>

const ent_term ent_balance_terms[] = {
    {"vertices", "entities and targeted relations, with a signed tie or without", "", "", "O(1)"},
    {"positive", "pairs whose signed relations are all positive", "", "Cartwright and Harary 1956", "O(n + m)"},
    {"negative", "pairs whose signed relations are all negative", "", "Cartwright and Harary 1956", "O(n + m)"},
    {"contested",
     "pairs with positive and negative relations at once, left out of everything else; --ambivalent decides "
     "them",
     "", "Cartwright and Harary 1956", "O(n + m)"},
    {"unsigned", "pairs that only structural relations join, left out of everything else", "", "", "O(n + m)"},
    {"triangles", "threes of whom each two have a signed tie", "", "Cartwright and Harary 1956", "O(m sqrt m)"},
    {"+++", "triangles of three positive ties: balanced", "", "Cartwright and Harary 1956", "O(m sqrt m)"},
    {"++-", "triangles of two positive ties and a negative one: not balanced, strongly or weakly", "",
     "Cartwright and Harary 1956; Davis 1967", "O(m sqrt m)"},
    {"+--", "triangles of a positive tie and two negative ones: balanced", "", "Cartwright and Harary 1956",
     "O(m sqrt m)"},
    {"---", "triangles of three negative ties: balanced in the weak sense only", "", "Davis 1967", "O(m sqrt m)"},
    {"strong-balance", "share of the triangles whose signs have a positive product: my enemy's enemy is my friend",
     "(T+++ + T+--) / T", "Cartwright and Harary 1956", "O(m sqrt m)"},
    {"weak-balance", "share of the triangles that are not ++-: several camps may all be against each other",
     "1 - T++- / T", "Davis 1967", "O(m sqrt m)"},
    {"walk-balance",
     "how far closed walks of every length are balanced, short ones counting most; 1 exactly when the graph is "
     "balanced. "
     "Of a vertex: the same for the closed walks from it. Up to 2,000 vertices in graphs that are not balanced",
     "tr exp(A) / tr exp|A|; of a vertex exp(A)[v, v] / exp|A|[v, v]", "Estrada and Benzi 2014",
     "O(n k m), k about the largest eigenvalue + 10"},
    {"smallest-eigenvalue",
     "smallest eigenvalue of the signed Laplacian of the whole graph; 0 as soon as one connected part is balanced",
     "L = D - A, D the number of signed ties on the diagonal", "Kunegis et al. 2010", "O(n + m) a step"},
    {"conflict",
     "largest, over the connected parts, of the smallest eigenvalue of the signed Laplacian: 0 exactly when the graph "
     "is "
     "balanced. Of a vertex: that of its part",
     "max over parts of min x'Lx / x'x", "Kunegis et al. 2010", "O(n + m) a step"},
    {"largest-eigenvalue", "largest eigenvalue of the signed matrix; that of the matrix without signs only in balance",
     "A x = lambda x", "Estrada and Benzi 2014", "O(n + m) a step"},
    {"parts", "parts of the graph that signed ties connect; a vertex without one is a part", "", "Harary 1953",
     "O(n + m)"},
    {"balanced-parts", "parts that fall into two sides, friends within and enemies between; one side may be empty", "",
     "Harary 1953", "O(n + m)"},
    {NULL, NULL, NULL, NULL, NULL},
};

const ent_term *ent_balance_term(const char *name) {
    const ent_term *term = ent_balance_terms;
    while (term->name && strcmp(term->name, name) != 0) term++;
    return term;
}

const ent_column ent_balance_columns[] = {
    {"section", ENT_COLUMN_TEXT, "what is measured, as --of calls it", false, false},
    {"statistic", ENT_COLUMN_TEXT, "the statistic", false, false},
    {"value", ENT_COLUMN_REAL, "its value; a count where nothing else is said; missing where it is not defined", false,
     false},
    {"share", ENT_COLUMN_REAL, "the count as a share of all pairs with a signed relation, or of all triangles, 0 to 1",
     false, false},
    {"definition", ENT_COLUMN_TEXT, "what it is", true, true},
    {"id", ENT_COLUMN_TEXT, "with --each: id of the entity or targeted relation", false, true},
    {"name", ENT_COLUMN_TEXT, "its name", true, false},
    {"kind", ENT_COLUMN_TEXT, "its kind; relation for a targeted relation", false, true},
    {"positive", ENT_COLUMN_INT, "others it has a positive tie with", false, false},
    {"negative", ENT_COLUMN_INT, "others it has a negative tie with", false, false},
    {"triangles", ENT_COLUMN_INT, "triangles of signed ties it is in", false, false},
    {"ppp", ENT_COLUMN_INT, "those of them with signs +++", false, false},
    {"ppn", ENT_COLUMN_INT, "those of them with signs ++-", false, false},
    {"pnn", ENT_COLUMN_INT, "those of them with signs +--", false, false},
    {"nnn", ENT_COLUMN_INT, "those of them with signs ---", false, false},
    {"strong", ENT_COLUMN_REAL, "share of its triangles that are balanced, 0 to 1; missing without any", false, false},
    {"weak", ENT_COLUMN_REAL, "share of its triangles that are not ++-, 0 to 1; missing without any", false, true},
    {"walk", ENT_COLUMN_REAL, "walk balance of the closed walks from it, 0 to 1", false, false},
    {"conflict", ENT_COLUMN_REAL, "smallest eigenvalue of the signed Laplacian of its connected part; 0 in balance",
     false, true},
    {"class", ENT_COLUMN_TEXT, "with --triangles: signs of the triangle, ++- or ---", false, false},
    {"members", ENT_COLUMN_TEXT, "names of its members", false, false},
    {"ids", ENT_COLUMN_TEXT, "ids of its members, joined by blanks", false, true},
    {"says", ENT_COLUMN_TEXT, "a relation between two of them, in words", false, false},
    ENT_TYPE_COLUMN,
    ENT_SIGN_COLUMN,
    ENT_STATUS_COLUMN,
    ENT_DATE_COLUMN,
    ENT_CONFIDENCE_COLUMN,
    ENT_RELATION_COLUMN,
    ENT_EVIDENCE_COLUMN,
    ENT_SOURCE_COLUMN,
    {NULL, 0, NULL, false, false},
};
