/* Code generated from pvm.h by pvm-codegen. DO NOT EDIT. A copy of core/standard.c: change that one. */
#include "pvm_prefix_recompiler.h"
/* The container of standard programs (Gray Paper A.7): sections and their limits. */
#include "program.h"

#define HEADER_LEN 11
#define CODE_LEN_LEN 4

static uint32_t little_endian(const uint8_t *at, uint32_t len)
{
    uint32_t value = 0;
    for (uint32_t i = 0; i < len; i++)
        value |= (uint32_t)at[i] << (8 * i);
    return value;
}

/* What the chain stores has nat(len(m)) ++ m in front. */
static pvm_status_t skip_metadata(const uint8_t *blob, size_t blob_len, size_t *at, pvmi_standard_t *out,
                                  pvm_program_error_t *error)
{
    uint64_t len;
    const pvm_defect_t defect = pvmi_read_natural(blob, blob_len, at, &len);
    if (defect != PVM_DEFECT_NONE)
        return pvmi_refuse(error, defect, 0, "the length of the metadata %s",
                           defect == PVM_DEFECT_TRUNCATED ? "is cut off" : "is not in its shortest form");
    if (len > blob_len - *at)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, blob_len,
                           "the blob ends inside the metadata: %llu octets of it are due", (unsigned long long)len);
    out->metadata = blob + *at;
    out->metadata_len = (size_t)len;
    *at += (size_t)len;
    return PVM_STATUS_OK;
}

pvm_status_t pvmi_standard_split(const uint8_t *blob, size_t blob_len, bool has_metadata, pvmi_standard_t *out_standard,
                                 const uint8_t **out_code, size_t *out_code_len, pvm_program_error_t *error)
{
    size_t at = 0;
    *out_standard = (pvmi_standard_t){0};
    if (has_metadata) {
        const pvm_status_t status = skip_metadata(blob, blob_len, &at, out_standard, error);
        if (status != PVM_STATUS_OK)
            return status;
    }
    if (blob_len - at < HEADER_LEN)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, blob_len,
                           "the blob ends inside the header of %d octets that a standard program starts with",
                           HEADER_LEN);
    const uint8_t *const header = blob + at;
    out_standard->read_only_len = little_endian(header, 3);
    out_standard->read_write_len = little_endian(header + 3, 3);
    out_standard->heap_pages = little_endian(header + 6, 2);
    out_standard->stack_size = little_endian(header + 8, 3);
    at += HEADER_LEN;

    if (out_standard->read_only_len > blob_len - at)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, blob_len,
                           "the blob ends inside the read-only data of %u octets",
                           (unsigned)out_standard->read_only_len);
    out_standard->read_only = blob + at;
    at += out_standard->read_only_len;
    if (out_standard->read_write_len > blob_len - at)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, blob_len,
                           "the blob ends inside the read-write data of %u octets",
                           (unsigned)out_standard->read_write_len);
    out_standard->read_write = blob + at;
    at += out_standard->read_write_len;
    if (blob_len - at < CODE_LEN_LEN)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, blob_len, "the blob ends inside the length of the code");
    const size_t code_len = little_endian(blob + at, CODE_LEN_LEN);
    const size_t code_len_at = at;
    at += CODE_LEN_LEN;
    if (code_len > blob_len - at)
        return pvmi_refuse(error, PVM_DEFECT_TRUNCATED, blob_len, "the blob ends inside the code of %llu octets",
                           (unsigned long long)code_len);
    if (code_len < blob_len - at)
        return pvmi_refuse(error, PVM_DEFECT_TRAILING, at + code_len,
                           "%llu octets are left over behind the code, whose length at offset %llu is %llu",
                           (unsigned long long)(blob_len - at - code_len), (unsigned long long)code_len_at,
                           (unsigned long long)code_len);
    *out_code = blob + at;
    *out_code_len = code_len;
    return PVM_STATUS_OK;
}

/*
 * Condition 3 of a standard program, 5*ZZ + Z(len(o)) + Z(len(w) + z*ZP) + Z(s) + ZI <= 2^32, needs no test: with
 * fields of 24 and 16 bits the sum stays below 2^29.
 */
_Static_assert(5 * 0x10000ull + (0xffffffull + 0x10000) + (0xffffffull + 0xffff * 4096ull + 0x10000) +
                       (0xffffffull + 0x10000) + 0x1000000 <= 0x100000000ull,
               "the sections of a standard program always fit the address space");
