/* What a library says of itself, and its words for statuses and results. */
#include "tap.h"

TEST("the ABI version is 65536 times the major part, plus the minor part")
{
    EQUAL(65536 * PVM_ABI_MAJOR + PVM_ABI_MINOR, pvm_abi_version());
}

TEST("the engine has a kind of this header and a name")
{
    const pvm_engine_kind_t kind = pvm_engine_kind();
    CHECK(kind == PVM_ENGINE_KIND_INTERPRETER || kind == PVM_ENGINE_KIND_RECOMPILER);
    CHECK(pvm_engine_name() != NULL && pvm_engine_name()[0] != 0);
}

TEST("a status message is one sentence in lower case, without a full stop, and another one for each status")
{
    for (int status = PVM_STATUS_OK; status <= PVM_STATUS_BAD_STATE; status++) {
        const char *const message = pvm_status_message((pvm_status_t)status);
        const size_t len = strlen(message);
        CHECK(len > 0 && message[0] >= 'a' && message[0] <= 'z' && message[len - 1] != '.');
        for (int other = PVM_STATUS_OK; other < status; other++)
            CHECK(strcmp(message, pvm_status_message((pvm_status_t)other)) != 0);
    }
}

TEST("a status message is never NULL, not for a value that is no status either")
{
    CHECK(pvm_status_message((pvm_status_t)12) != NULL);
    CHECK(pvm_status_message((pvm_status_t)-1) != NULL);
    CHECK(pvm_status_message((pvm_status_t)0x7fffffff) != NULL);
}

TEST("results have names, and unknown for a value that is none")
{
    static const char *const names[] = {"halt",       "out-of-gas",  "panic",   "host-call",
                                        "page-fault", "interrupted", "stepped", "refused"};
    for (int result = PVM_RESULT_OK; result <= PVM_RESULT_REFUSED; result++)
        EQUAL_TEXT(names[result], pvm_result_name((pvm_result_t)result));
    EQUAL_TEXT("unknown", pvm_result_name((pvm_result_t)8));
    EQUAL_TEXT("unknown", pvm_result_name((pvm_result_t)-1));
}
