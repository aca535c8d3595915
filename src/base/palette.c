/* base/palette.c - the tables of palette.h. Hues are those of Okabe and Ito, taken dark enough for lines. */
#include "base/palette.h"

#include <string.h>

/* The dash tells vermilion from blue where colour is lost (their greys are alike), also when both are dotted. */
static const ent_sign_style signs[3] = {
    {"negative", "#C04000", "#B23B00", "#FF8A50", "#FF8A50", "6 3", "5 3 1 3", ENT_HEAD_BAR, "adversarial"},
    {"neutral", "#7D838C", "#555B65", "#818996", "#B6BDC8", NULL, "1.5 3.2", ENT_HEAD_VEE, "factual"},
    {"positive", "#0067A5", "#0067A5", "#62B5EA", "#62B5EA", NULL, "1 3", ENT_HEAD_FILLED, "cooperative"},
};

const ent_sign_style *ent_sign_of(int sign) {
    return &signs[sign < 0 ? 0 : sign > 0 ? 2 : 1];
}

const ent_series_style ent_series_styles[ENT_SERIES_STYLES + 1] = {
    {"#0067A5", "#62B5EA", NULL, "M-2.6,0A2.6,2.6 0 1 0 2.6,0A2.6,2.6 0 1 0 -2.6,0Z"},
    {"#C04000", "#FF8A50", "6 3", "M-2.4,-2.4H2.4V2.4H-2.4Z"},
    {"#00593F", "#6FD3AE", "2 2", "M0,-3.4L3.2,2.4H-3.2Z"},
    {"#85265F", "#E8A3CB", "9 2 2 2", "M0,-3.5L3.5,0L0,3.5L-3.5,0Z"},
    {"#7A4B00", "#F0BE6B", "4 1.5", "M0,3.4L3.2,-2.4H-3.2Z"},
    {"#4A4D55", "#B9BDC7", "1 2.5", "M-3,-1H-1V-3H1V-1H3V1H1V3H-1V1H-3Z"},
    {"#7D838C", "#8B93A0", NULL, NULL},
};

static const char font_head[] = "Helvetica,Arial,'Liberation Sans','Noto Sans'";
/* Han letters are drawn differently in each language: the font of the document's language comes first. */
static const struct {
    const char *lang, *fonts;
} font_cjk[] = {
    {"ko", "'Noto Sans CJK KR','Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic'"},
    {"ja", "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic'"},
    {"zh", "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei'"},
};

void ent_say_fonts(const char *lang, ent_buffer *out) {
    size_t first = 0, count = sizeof font_cjk / sizeof *font_cjk;
    for (size_t i = 0; i < count; i++)
        if (!strncmp(lang, font_cjk[i].lang, 2)) first = i;
    ent_buffer_text(out, font_head);
    for (size_t i = 0; i < count; i++) {
        ent_buffer_char(out, ',');
        ent_buffer_text(out, font_cjk[(first + i) % count].fonts);
    }
    ent_buffer_text(out, ",'Noto Sans Arabic','Geeza Pro',sans-serif");
}
