/* 02-build.c - make a graph from scratch and write it as relation JSON.
 *
 *     cc 02-build.c $(pkg-config --cflags --libs entente) -o build && ./build > quad.json
 *
 * Shows: the vocabulary, the builder, records with evidence, a relation that targets a relation, and a writer.
 */
#include <math.h>
#include <stdio.h>

#include <entente/entente.h>

static ent_status add_members(ent_builder *builder, ent_error *err) {
    static const char *const countries[][2] = {
        {"AUS", "Australia"}, {"IND", "India"}, {"JPN", "Japan"}, {"USA", "United States"}};
    ent_entity_record quad = {.id = "quad", .kind = "framework", .name = "Quadrilateral Security Dialogue"};
    quad.short_name = "Quad";
    ent_status status = ent_builder_add_entity(builder, &quad, err);

    for (size_t i = 0; i < sizeof countries / sizeof *countries && status == ENT_OK; i++) {
        ent_entity_record country = {.id = countries[i][0], .kind = "country", .name = countries[i][1]};
        ent_relation_record member = {.type = "member_of", .source = countries[i][0], .target = "quad"};
        member.weight = member.confidence = NAN; /* not given */
        status = ent_builder_add_entity(builder, &country, err);
        if (status == ENT_OK) status = ent_builder_add_relation(builder, &member, err);
    }
    return status;
}

/* A meeting with its source, and an objection to that meeting: the target is the relation, not a country. */
static ent_status add_summit(ent_builder *builder, ent_error *err) {
    ent_document_record page = {.id = "d1", .title = "Joint statement of the leaders", .date = "2022-05-24"};
    ent_evidence_record evidence = {.document = "d1", .summary = "The four leaders met in Tokyo."};
    ent_entity_record china = {.id = "CHN", .kind = "country", .name = "China"};
    ent_relation_record summit = {.id = "summit", .type = "meets_with", .source = "JPN", .target = "USA"};
    ent_relation_record protest = {
        .type = "backlash", .source = "China", .target = "summit"}; /* an alias of objects_to */

    summit.date = "2022-05-24";
    summit.weight = protest.weight = protest.confidence = NAN;
    summit.confidence = 1;
    protest.has_status = true;
    protest.status = ENT_REPORTED;
    summit.evidence = &evidence;
    summit.evidence_count = 1;
    ent_status status = ent_builder_add_document(builder, &page, err);
    if (status == ENT_OK) status = ent_builder_add_entity(builder, &china, err);
    if (status == ENT_OK) status = ent_builder_add_relation(builder, &summit, err);
    if (status == ENT_OK) status = ent_builder_add_relation(builder, &protest, err);
    return status;
}

int main(void) {
    ent_error error = {0};
    ent_vocabulary *vocabulary = NULL;
    ent_builder *builder = NULL;
    ent_graph *graph = NULL;
    char *text = NULL;
    size_t length = 0;

    if (ent_vocabulary_default(&vocabulary, &error) != ENT_OK) goto done;
    if (ent_builder_new(vocabulary, NULL, true, &builder, &error) != ENT_OK) goto done;
    if (ent_builder_set_head(builder, "The Quad in May 2022", NULL, &error) != ENT_OK) goto done;
    if (add_members(builder, &error) != ENT_OK) goto done;
    if (add_summit(builder, &error) != ENT_OK) goto done;
    if (ent_builder_finish(builder, &graph, &error) != ENT_OK) goto done; /* frozen from here on */
    if (ent_writer_find("json")->write(graph, NULL, &text, &length, &error) != ENT_OK) goto done;
    fwrite(text, 1, length, stdout);
done:
    if (error.status != ENT_OK) fprintf(stderr, "%s\n", error.message);
    ent_free(text);
    ent_graph_free(graph);
    ent_builder_free(builder);
    ent_vocabulary_free(vocabulary);
    return ent_status_exit_code(error.status);
}
