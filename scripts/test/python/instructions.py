"""Runs the conformance family `instructions` with the module that SWIG makes of abi/swig/pvm.i.

    python3 instructions.py FOLDER      the module is found on PYTHONPATH; one line per case that differs, then the totals
"""

import json
import sys
from pathlib import Path

import pvm

STATUS = {"panic": pvm.PVM_RESULT_PANIC, "halt": pvm.PVM_RESULT_OK, "page-fault": pvm.PVM_RESULT_FAULT}
END = 1 << 32
PIECE = 1 << 20


def done(status):
    if status != pvm.PVM_STATUS_OK:
        raise ValueError(pvm.pvm_status_message(status))


def machine_of(case):
    status, program = pvm.pvm_program_parse(bytes(case["program"]), None, None)
    done(status)
    status, vm = pvm.pvm_vm_from_program(program, None)
    done(status)
    for page in case["initial-page-map"]:
        access = pvm.PVM_ACCESS_READ_WRITE if page["is-writable"] else pvm.PVM_ACCESS_READ
        done(pvm.pvm_vm_map_memory(vm, page["address"], page["length"], access))
    for piece in case["initial-memory"]:
        status, _ = pvm.pvm_vm_initialize_memory(vm, piece["address"], bytes(piece["contents"]))
        done(status)
    registers = pvm.pvm_vm_get_registers(vm)
    for index, value in enumerate(case["initial-regs"]):
        pvm.pvm_uint64_array_setitem(registers, index, value)
    pvm.pvm_vm_set_gas(vm, case["initial-gas"])
    return vm


def memory_of(vm):
    """All octets that are not zero, by address."""
    octets = {}
    address = 0
    while address < END:
        status, access, end = pvm.pvm_vm_query_memory(vm, address)
        done(status)
        while access != pvm.PVM_ACCESS_NONE and address < end:
            buffer = bytearray(min(PIECE, end - address))
            status, _ = pvm.pvm_vm_read_memory(vm, address, buffer)
            done(status)
            octets.update((address + at, octet) for at, octet in enumerate(buffer) if octet)
            address += len(buffer)
        address = end
    return octets


def differences(case):
    vm = machine_of(case)
    result = pvm.pvm_vm_execute(vm, case["initial-pc"])
    state = pvm.pvm_vm_get_state(vm)
    registers = pvm.pvm_vm_get_registers(vm)
    memory = {
        piece["address"] + at: octet
        for piece in case["expected-memory"]
        for at, octet in enumerate(piece["contents"])
        if octet
    }
    pairs = {
        "status": (STATUS[case["expected-status"]], result),
        "pc": (case["expected-pc"], state.pc),
        "gas": (case["expected-gas"], pvm.pvm_vm_get_gas(vm)),
        "registers": (case["expected-regs"], [pvm.pvm_uint64_array_getitem(registers, i) for i in range(13)]),
        "memory": (memory, memory_of(vm)),
    }
    if "expected-page-fault-address" in case:
        pairs["fault_address"] = (case["expected-page-fault-address"], state.fault_address)
    return [f"{field}: expected {wanted}, got {got}" for field, (wanted, got) in pairs.items() if wanted != got]


def main(folder):
    files = sorted(Path(folder).rglob("*.json"))
    failed = 0
    for file in files:
        found = differences(json.loads(file.read_text()))
        failed += bool(found)
        if found:
            print(f"{file.stem}: {'; '.join(found)}")
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


sys.exit(main(sys.argv[1]))
