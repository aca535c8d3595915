# Building and running the tests, and the checks of the source itself. Included by the Makefile of the root.
SHARED       ?= ../shared
FUZZ_SECONDS ?= 60
PYTHON       ?= /usr/bin/python3
SAN_FLAGS    := -fsanitize=address,undefined -fno-sanitize-recover=undefined

TEST_SRC   := $(sort $(wildcard tests/unit/*_test.c tests/contract/*_test.c))
TEST_BIN   := $(TEST_SRC:tests/%.c=$(BUILD)/tests/%) $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/draw/*_test.c))
FUZZ_SRC   := $(sort $(wildcard tests/fuzz/*_fuzz.c))
REPLAY_BIN := $(FUZZ_SRC:tests/%.c=$(BUILD)/tests/%)
FUZZ_BIN   := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)-fuzz/%)

-include $(TEST_BIN:=.d) $(REPLAY_BIN:=.d)

# igraph as the twin of our kernels; the library itself is not linked with it, and neither is who does not call it
TWIN_LIBS = $(shell pkg-config --libs $(LOAD_PKG))

# a test may ask for link flags of its own (-Wl,--wrap=malloc) in one of its first lines: // LDFLAGS: ...
own_flags = $(shell sed -n '1,5s|^// LDFLAGS: *||p' $<)

# every program is linked with the static library, so tests reach what it hides
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(BUILD)/libentente.a
	@mkdir -p $(@D)
	$(say) '  cc $<'
	$(Q)$(CC) $(CPPFLAGS) -Itests -DFUZZ_REPLAY $(PKG_CFLAGS) $(CFLAGS) -Wno-missing-prototypes -MMD -MP -MT $@ -MF $@.d \
	    $< $(LDFLAGS) -o $@ $(BUILD)/libentente.a $(PKG_LIBS) -lm

$(BUILD)/tests/%: tests/%.c $(BUILD)/libentente.a
	@mkdir -p $(@D)
	$(say) '  cc $<'
	$(Q)$(CC) $(CPPFLAGS) -Itests $(PKG_CFLAGS) $(CFLAGS) -MMD -MP -MT $@ -MF $@.d \
	    $< $(LDFLAGS) -o $@ $(BUILD)/libentente.a -lcmocka $(TWIN_LIBS) $(PKG_LIBS) -lm $(own_flags)

# programs that draw: with the objects of entente-draw, which is no library
$(BUILD)/tests/draw/%: tests/draw/%.c $(DRAW_OBJ) $(DRAW_ROOM_OBJ)
	@mkdir -p $(@D)
	$(say) '  cc $<'
	$(Q)$(CC) $(CPPFLAGS) $(DRAW_CFLAGS) $(CFLAGS) -MMD -MP -MT $@ -MF $@.d $< $(LDFLAGS) -o $@ \
	    $(filter-out %/draw/main.o,$(DRAW_OBJ)) $(DRAW_ROOM_OBJ) $(DRAW_LIBS) -lm

# a locale that writes a comma in numbers, without touching those of the system
COMMA := $(BUILD)/locale/de_DE.UTF-8
$(COMMA):
	@mkdir -p $(@D)
	@localedef -i de_DE -f UTF-8 $(abspath $@)
ifneq (,$(filter deps,$(MAKECMDGOALS)))
$(COMMA): | deps
endif

RUN = LOCPATH=$(abspath $(BUILD)/locale) ENTENTE=$(abspath $(BUILD))/entente BUILD=$(BUILD) SHARED=$(SHARED) MAKE='$(MAKE)' CC='$(CC)' SANITIZE='$(SANITIZE)' \
      $(PYTHON) tests/run

# ONLY=name runs the tests whose name contains it: make check ONLY=table
chosen = $(if $(ONLY),$(strip $(foreach word,$(ONLY),$(foreach file,$(1),$(if $(findstring $(word),$(file)),$(file))))),$(1))
CHECK_BIN := $(sort $(call chosen,$(TEST_BIN) $(REPLAY_BIN)))
check: all $(CHECK_BIN) $(COMMA)
	@$(RUN) $(addprefix --only ,$(ONLY)) $(CHECK_BIN) \
	    $(sort $(wildcard tests/script/*.sh tests/script/*.py))

# The programs that measure are built as well: nothing else would tell that they no longer fit.
lint: $(BUILD)/libentente.so.$(VERSION) $(CLI_OBJ) $(DRAW_OBJ) $(BENCH_BIN)
	@LIB_OBJ='$(LIB_OBJ)' TEST_SECONDS=900 $(RUN) --verdict $(addprefix --only ,$(ONLY)) $(sort $(wildcard tests/lint/*.sh tests/lint/*.py))

# the object stands in for the headers: it is newer when one of them changed
TIDY := $(patsubst src/%.c,$(BUILD)/tidy/%.ok,$(LIB_SRC) $(CLI_SRC) $(DRAW_SRC))
.PHONY: tidy
# a third of the usual depth takes a third of the time and finds the same
TIDY_DEPTH := -Xclang -analyzer-config -Xclang max-nodes=75000
tidy: $(TIDY)
$(BUILD)/tidy/%.ok: $(BUILD)/obj/%.o .clang-tidy tests/lint/tidy_model.h
	@mkdir -p $(@D)
	@clang-tidy --quiet src/$*.c -- $(CPPFLAGS) $(PKG_CFLAGS) $(if $(findstring src/draw/,src/$*),$(DRAW_CFLAGS)) -std=c11 \
	    $(if $(findstring base/error,$*),,-include tests/lint/tidy_model.h) $(TIDY_DEPTH) >$@.txt 2>/dev/null || { grep -E '(error|warning):' $@.txt || echo "clang-tidy cannot read src/$*.c"; exit 1; }
	@touch $@

# leaks that Graphviz and fontconfig are known for are named in tests/lsan.supp; ours are not
sanitize:
	@ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1 \
	 LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	 $(MAKE) --no-print-directory BUILD=build-asan OPT=-O1 SANITIZE='$(SAN_FLAGS)' check

# programs that measure from within: they need the inside of the library
BENCH_SRC := $(wildcard tests/bench/*.c)
BENCH_BIN := $(BENCH_SRC:tests/bench/%.c=$(BUILD)/bench/%)
-include $(BENCH_BIN:=.d)
$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/libentente.a
	@mkdir -p $(@D)
	$(say) '  cc $<'
	$(Q)$(CC) $(CPPFLAGS) $(PKG_CFLAGS) $(CFLAGS) -MMD -MP -MT $@ -MF $@.d $< $(LDFLAGS) -o $@ $(BUILD)/libentente.a $(TWIN_LIBS) $(PKG_LIBS) -lm

# PARTS=load runs one part only; see tests/bench/run.py
bench: all $(BENCH_BIN) $(BUILD)/tests/draw/leaks_test
	@ENTENTE=$(abspath $(BUILD))/entente BUILD=$(BUILD) CC='$(CC)' $(PYTHON) tests/bench/run.py $(PARTS)

# libFuzzer wants the library compiled by clang as well, so the rooms that the targets enter are compiled once more beside
FUZZ_OBJ := $(patsubst src/%.c,$(BUILD)-fuzz/obj/%.o,$(sort $(foreach r,base model table read check write scene,$(wildcard src/$(r)/*.c)))) \
            $(BUILD)-fuzz/obj/vocabulary_data.o
FUZZ_CC   = clang $(CPPFLAGS) -Itests $(PKG_CFLAGS) -std=c11 -O1 -g -MMD -MP
.SECONDARY: $(FUZZ_OBJ)
-include $(FUZZ_OBJ:.o=.d) $(FUZZ_BIN:=.d)
$(BUILD)-fuzz/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(say) '  clang $<'
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer-no-link,address,undefined -c $< -o $@
$(BUILD)-fuzz/obj/vocabulary_data.o: $(BUILD)/vocabulary_data.c
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) -c $< -o $@
$(BUILD)-fuzz/%: tests/fuzz/%.c $(FUZZ_OBJ)
	$(say) '  clang $<'
	$(Q)$(FUZZ_CC) -fsanitize=fuzzer,address,undefined $< $(FUZZ_OBJ) -MT $@ -MF $@.d -o $@ $(PKG_LIBS) -lm

fuzz: $(FUZZ_BIN)
	@set -e; for f in $(FUZZ_BIN); do n=$$(basename $$f _fuzz); mkdir -p $(BUILD)-fuzz/found/$$n; \
	    echo "fuzz $$n for $(FUZZ_SECONDS) s"; \
	    $$f -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=2048 -artifact_prefix=$(BUILD)-fuzz/crash-$$n- \
	        $(BUILD)-fuzz/found/$$n tests/fuzz/corpus/$$n; done
