/* draw/style.c - the tables of shape.h. Tints are Okabe-Ito hues, light for fills and dark for lines; those for
 * print are three steps of lightness (CIE L*) apart, so that copies in grey differ as well. */
#include "draw/shape.h"

#include <string.h>

const ent_style ent_styles[ENT_SHAPE_COUNT] = {
    [ENT_SHAPE_COUNTRY] = {ENT_FORM_BOX,
                           5,
                           1.3,
                           7,
                           {{"#D6E8F5", "#00547F"}, {"#12384F", "#7CC4EE"}, {"#E1EEF8", "#003F63"}},
                           "M4 14.5V1.5M4 2.5H13L11 5.5L13 8.5H4"},
    [ENT_SHAPE_LEADER] =
        {ENT_FORM_PILL,
         0,
         1,
         9,
         {{"#FBE9CF", "#7A4B00"}, {"#4A3410", "#F0BE6B"}, {"#FDF6E9", "#5E3A00"}},
         "M8 7.5A2.8 2.8 0 1 0 8 1.9A2.8 2.8 0 1 0 8 7.5M2.5 14.5V13.5A4 4 0 0 1 6.5 9.8H9.5A4 4 0 0 1 "
         "13.5 13.5V14.5Z"},
    [ENT_SHAPE_ORG] = {ENT_FORM_BOX,
                       0,
                       1,
                       7,
                       {{"#E7E7EA", "#4A4D55"}, {"#33363D", "#B9BDC7"}, {"#CACACE", "#33363D"}},
                       "M1.5 5.5L8 1.5L14.5 5.5ZM3.5 7.5V12M8 7.5V12M12.5 7.5V12M1.5 14.2H14.5"},
    [ENT_SHAPE_FIRM] = {ENT_FORM_BOX,
                        2,
                        1.3,
                        7,
                        {{"#D5EDE4", "#00593F"}, {"#0F3D30", "#6FD3AE"}, {"#C5E2D6", "#00432F"}},
                        "M1.5 14.5V6.5L6 9.5V6.5L10.5 9.5V2H14.5V14.5ZM5 12H6M9 12H10"},
    [ENT_SHAPE_FRAMEWORK] = {ENT_FORM_HEXAGON,
                             0,
                             1,
                             12,
                             {{"#F1DCEA", "#85265F"}, {"#45203A", "#E8A3CB"}, {"#D8AECA", "#66194A"}},
                             "M6 11.8A3.8 3.8 0 1 0 6 4.2A3.8 3.8 0 1 0 6 11.8M10 11.8A3.8 3.8 0 1 0 10 "
                             "4.2A3.8 3.8 0 1 0 10 11.8"},
    [ENT_SHAPE_SITE] = {ENT_FORM_BOX,
                        9,
                        1,
                        7,
                        {{"#EFE7D6", "#6B4E16"}, {"#3D3217", "#D9BD7A"}, {"#DDD2BA", "#4F3608"}},
                        "M8 14.8C5 11.2 3.3 8.7 3.3 6.2A4.7 4.7 0 0 1 12.7 6.2C12.7 8.7 11 11.2 8 "
                        "14.8ZM8 7.9A1.7 1.7 0 1 0 8 4.5A1.7 1.7 0 1 0 8 7.9"},
    [ENT_SHAPE_TECHNOLOGY] = {ENT_FORM_BOX,
                              2,
                              1,
                              7,
                              {{"#D8F0F3", "#00606B"}, {"#0E3B42", "#74D0DB"}, {"#CBEAEE", "#004A53"}},
                              "M4 4H12V12H4ZM6.5 4V1.5M9.5 4V1.5M6.5 12V14.5M9.5 12V14.5M4 6.5H1.5M4 "
                              "9.5H1.5M12 6.5H14.5M12 9.5H14.5"},
    [ENT_SHAPE_EVENT] = {ENT_FORM_CUT,
                         0,
                         1,
                         7,
                         {{"#FADFD3", "#8F3200"}, {"#4D2413", "#F2A37E"}, {"#EBB7A0", "#702600"}},
                         "M2 3.5H14V14.5H2ZM2 7H14M5.2 1.5V5M10.8 1.5V5"},
    [ENT_SHAPE_OTHER] = {ENT_FORM_BOX,
                         3,
                         1,
                         7,
                         {{"#EEEEEE", "#555555"}, {"#333333", "#BBBBBB"}, {"#FFFFFF", "#3A3A3A"}},
                         "M8 2L14 8L8 14L2 8Z"},
    [ENT_SHAPE_RELATION] =
        {ENT_FORM_PILL, 0, 1, 0, {{"#5A616B", "#5A616B"}, {"#B6BDC8", "#B6BDC8"}, {"#3A4048", "#3A4048"}}, NULL},
};

const ent_ink ent_inks[ENT_TONES] = {
    [ENT_TONE_LIGHT] = {ENT_PAPER,
                        ENT_INK_TITLE,
                        ENT_INK_SUBTITLE,
                        ENT_INK_LEGEND,
                        ENT_INK_CAPTION,
                        ENT_INK_RULE,
                        "#16191D",
                        "#43484F",
                        {"#F6F7F9", "#D3D8DF"}},
    [ENT_TONE_DARK] = {ENT_DARK_PAPER,
                       ENT_DARK_TEXT,
                       ENT_DARK_SOFT,
                       ENT_DARK_SOFT,
                       ENT_DARK_SOFT,
                       ENT_DARK_RULE,
                       ENT_DARK_TEXT,
                       ENT_DARK_SOFT,
                       {"#1C2026", "#3A414C"}},
    [ENT_TONE_PRINT] = {"#FFFFFF",
                        "#000000",
                        "#2B2F35",
                        "#1E2227",
                        "#3A4048",
                        "#8A9098",
                        "#000000",
                        "#26292E",
                        {"#FAFAFA", "#A9AFB8"}},
};

static const ent_theme themes[] = {
    {"light", ENT_TONE_LIGHT, true, 1},
    {"dark", ENT_TONE_DARK, false, 1},
    {"print", ENT_TONE_PRINT, false, 1.2},
};

const ent_theme *ent_theme_find(const char *name) {
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
        if (strcmp(themes[i].name, name) == 0) return &themes[i];
    return NULL;
}

const ent_theme *ent_theme_of(const ent_plot *plot) {
    return plot->look.theme ? plot->look.theme : &themes[0];
}

ent_sign_ink ent_ink_of_sign(ent_tone tone, int sign) {
    const ent_sign_style *style = ent_sign_of(sign);
    if (tone == ENT_TONE_DARK) return (ent_sign_ink){style->dark_line, style->dark_text};
    return (ent_sign_ink){style->line, style->text};
}

const char *ent_pale_sign(ent_tone tone, int sign) {
    static const char *const lines[ENT_TONES][3] = {
        [ENT_TONE_LIGHT] = {"#D47B4F", "#8E939B", "#5499C3"},
        [ENT_TONE_DARK] = {"#955639", "#606670", "#3D6B89"},
        [ENT_TONE_PRINT] = {"#C58363", "#8E9297", "#6998B3"},
    };
    return lines[tone][sign + 1];
}
