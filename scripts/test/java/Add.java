import java.nio.file.Files;
import java.nio.file.Path;
import pvm.*;

/** Runs a program blob, and prints how it ended and its registers. */
public final class Add {
    public static void main(String[] args) throws Exception {
        // region: java
        System.loadLibrary("pvm_java");
        byte[] octets = Files.readAllBytes(Path.of(args[0]));
        SWIGTYPE_p_unsigned_char blob = pvm.new_pvm_uint8_array(octets.length);
        for (int i = 0; i < octets.length; i++) pvm.pvm_uint8_array_setitem(blob, i, (short) (octets[i] & 0xff));

        SWIGTYPE_p_p_pvm_program outProgram = pvm.new_pvm_program_pointer();
        pvm_status_t status = pvm.pvm_program_parse(blob, octets.length, null, outProgram, null);
        if (status != pvm_status_t.PVM_STATUS_OK) throw new IllegalArgumentException(pvm.pvm_status_message(status));
        pvm_program program = pvm.pvm_program_pointer_value(outProgram);

        SWIGTYPE_p_p_pvm_vm outVm = pvm.new_pvm_vm_pointer();
        status = pvm.pvm_vm_from_program(program, null, outVm);
        if (status != pvm_status_t.PVM_STATUS_OK) throw new IllegalStateException(pvm.pvm_status_message(status));
        pvm_vm vm = pvm.pvm_vm_pointer_value(outVm);

        pvm.pvm_vm_set_gas(vm, 10_000);
        SWIGTYPE_p_unsigned_long registers = pvm.pvm_vm_get_registers(vm);
        pvm.pvm_uint64_array_setitem(registers, 7, 1);
        pvm.pvm_uint64_array_setitem(registers, 8, 2);
        pvm_result_t result = pvm.pvm_vm_execute(vm, 0);
        String sum = Long.toUnsignedString(pvm.pvm_uint64_array_getitem(registers, 9));
        System.out.println(result + " r9=" + sum + " gas=" + pvm.pvm_vm_get_gas(vm));

        // What came out of an output belongs to the caller, and is given back by hand.
        pvm.pvm_vm_destroy(vm);
        pvm.pvm_program_release(program);
        pvm.delete_pvm_uint8_array(blob);
        // endregion
    }
}
