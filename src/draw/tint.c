/* draw/tint.c - colours that do not tell the kind: those of groups, and what stays behind. Fills of groups are stronger
 * than those of kinds, because here only the colour tells; the key names each. */
#include "draw/shape.h"

const ent_tint ent_group_tints[ENT_MOST_TINTS + 1][ENT_TONES] = {
    {{"#BFDDF2", "#00547F"}, {"#12384F", "#7CC4EE"}, {"#D2E9F8", "#003F63"}},
    {{"#F9D9A6", "#7A4B00"}, {"#4A3410", "#F0BE6B"}, {"#FFE9C2", "#5E3A00"}},
    {{"#BFE5D3", "#00593F"}, {"#0F3D30", "#6FD3AE"}, {"#B0DDC8", "#00432F"}},
    {{"#EBC5DE", "#85265F"}, {"#45203A", "#E8A3CB"}, {"#E4B6D5", "#66194A"}},
    {{"#F3EE9E", "#5E5A00"}, {"#3D3B0E", "#DAD36A"}, {"#F8F5B8", "#454200"}},
    {{"#D5CCF2", "#4A2F92"}, {"#2E2459", "#B9A6F2"}, {"#C6BAEC", "#352070"}},
    {{"#F6C3AE", "#8F3200"}, {"#4D2413", "#F2A37E"}, {"#F2AF94", "#702600"}},
    {{"#B5E6EA", "#00606B"}, {"#0E3B42", "#74D0DB"}, {"#C4EFF3", "#004A53"}},
    {{"#E7E7EA", "#4A4D55"}, {"#33363D", "#B9BDC7"}, {"#D9D9DC", "#33363D"}}, /* all further ones, and nobody's */
};

const ent_pale ent_pales[ENT_TONES] = {
    [ENT_TONE_LIGHT] = {{"#F7F8F9", "#8F949B"}, "#666C75"},
    [ENT_TONE_DARK] = {{"#1B1F25", "#6B727C"}, "#A3AAB4"},
    [ENT_TONE_PRINT] = {{"#FFFFFF", "#8A9097"}, "#555B63"},
};

int ent_group_tint(int tint) {
    return tint >= 0 && tint < ENT_MOST_TINTS ? tint : ENT_MOST_TINTS;
}

const ent_tint *ent_tint_of(const ent_scene *scene, const ent_scene_node *node, ent_tone tone) {
    if (node->shape == ENT_SHAPE_RELATION) return &ent_styles[node->shape].tint[tone];
    if (node->pale) return &ent_pales[tone].tint;
    if (scene->tinted) return &ent_group_tints[ent_group_tint(node->tint)][tone];
    return &ent_styles[node->shape].tint[tone];
}
