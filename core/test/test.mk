# The C tests. They know nothing but pvm.h (and the names in opcodes.h), so any library that exports it can be tested:
# another engine's Makefile sets LIBRARY, SHARED_LIBRARY and SANITIZED_LIBRARY and includes this file.
#
#   make test                    all suites; results in $(BUILD)/results/*.tap
#   make fuzz SEED=7 COUNT=1e6   more random input
TEST_DIR := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
LIBRARY ?= $(BUILD)/libpvm_interpreter.a
SHARED_LIBRARY ?= $(BUILD)/libpvm_interpreter.so
SANITIZED_LIBRARY ?= $(BUILD)/sanitized/libpvm_interpreter.a
RESULTS := $(BUILD)/results
TESTS := $(BUILD)/test
CXX ?= c++

SEED ?= 1
FIRST ?= 0
COUNT ?= 200000

# Programs of tests, one suite each; all of them also run sanitized, fuzz only so.
SUITES := $(basename $(notdir $(filter-out $(TEST_DIR)/fuzz%,$(wildcard $(TEST_DIR)/*.c))))
SCRIPTS := $(basename $(notdir $(wildcard $(TEST_DIR)/*.sh)))
TAPS := $(patsubst %,$(RESULTS)/%.tap,$(SUITES) $(SCRIPTS) $(addsuffix -sanitized,$(SUITES)) fuzz)

TEST_CFLAGS := -std=gnu11 -O1 -g -pthread $(filter-out -Wmissing-prototypes,$(WARNINGS))
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# What fails to be allocated is the test's choice in out_of_memory.c.
WRAPS := malloc calloc realloc mmap
$(TESTS)/out_of_memory $(TESTS)/out_of_memory-sanitized: TEST_LDFLAGS := $(addprefix -Wl$(comma)--wrap=,$(WRAPS))

.PHONY: test fuzz force
.SECONDARY: # keeps the programs: they are run again when nothing has changed

# A suite that fails doesn't keep the others from running; each leaves a mark, and the marks fail the target.
test: $(TAPS)
	@grep -h '^not ok' $(TAPS) || true
	@grep -ch '^ok' $(TAPS) | awk '{n += $$1} END {print n " passed"}'
	@! ls $(RESULTS)/failed/* 2>/dev/null

fuzz: $(TESTS)/fuzz-sanitized
	$(RUN_ENVIRONMENT) $< $(SEED) $(COUNT) $(FIRST)

RUN_ENVIRONMENT := ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1

# $(call run,SUITE,COMMAND): what ends badly without a failed test (a leak, a crash at the end) is a failed test, too.
define run
	@mkdir -p $(RESULTS)/failed
	@rm -f $(RESULTS)/failed/$(1)
	@$(RUN_ENVIRONMENT) $(2) >$@; status=$$?; \
	if [ $$status -ne 0 ]; then \
		touch $(RESULTS)/failed/$(1); \
		grep -q '^not ok' $@ || echo "not ok $(1) ends well - status $$status; see what it wrote to stderr" >>$@; \
	fi
endef

$(patsubst %,$(RESULTS)/%.tap,$(SUITES) $(addsuffix -sanitized,$(SUITES))): $(RESULTS)/%.tap: $(TESTS)/% force
	$(call run,$*,$< $(TEST_DIR))

$(RESULTS)/fuzz.tap: $(TESTS)/fuzz-sanitized force
	$(call run,fuzz,$< $(SEED) $(COUNT))

$(patsubst %,$(RESULTS)/%.tap,$(SCRIPTS)): $(RESULTS)/%.tap: $(TEST_DIR)/%.sh $(SHARED_LIBRARY) $(LIBRARY) force
	$(call run,$*,CC="$(CC)" CXX="$(CXX)" sh $< $(SHARED_LIBRARY) $(LIBRARY) $(TESTS))

$(TESTS)/%: $(TEST_DIR)/%.c $(LIBRARY) $(TEST_DIR)/test.mk
	@mkdir -p $(TESTS)
	$(CC) $(TEST_CFLAGS) -MMD -MP -MF $@.d $< $(LIBRARY) $(TEST_LDFLAGS) -o $@

$(TESTS)/%-sanitized: $(TEST_DIR)/%.c $(SANITIZED_LIBRARY) $(TEST_DIR)/test.mk
	@mkdir -p $(TESTS)
	$(CC) $(TEST_CFLAGS) $(SANITIZERS) -MMD -MP -MF $@.d $< $(SANITIZED_LIBRARY) $(TEST_LDFLAGS) -o $@

# The library once more, with sanitizers.
SANITIZED_OBJECTS := $(patsubst $(BUILD)/%.o,$(BUILD)/sanitized/%.o,$(OBJECTS))

$(BUILD)/sanitized/%.o: %.c Makefile $(TEST_DIR)/test.mk
	@mkdir -p $(BUILD)/sanitized
	$(CC) $(ALL_CFLAGS) $(SANITIZERS) -MMD -MP -c $< -o $@

$(SANITIZED_LIBRARY): $(SANITIZED_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

-include $(SANITIZED_OBJECTS:.o=.d) $(wildcard $(TESTS)/*.d)
