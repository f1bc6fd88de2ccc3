package formats

func readProgramCase(json *jsonReader) *ProgramCase {
	initial := json.field("initial")
	expected := json.field("expected")
	format := ProgramFormat(json.field("format").oneOf("generic", "spi", "spi+metadata"))
	faultAddress := optionalU32(expected, "fault_address")
	hostCall := optionalU64(expected, "host_call")
	read := &ProgramCase{ProgramFile: json.field("file").text(), Format: format}
	if found := json.optional("args"); found != nil {
		read.Argument = found.hex()
	}
	if format == FormatGeneric {
		registers := initial.field("registers").registers()
		read.Registers = &registers
	}
	if found := initial.optional("pages"); found != nil {
		read.Pages = readAll(found, readAccessPages)
	}
	read.PC = initial.field("pc").u64()
	read.Gas = json.field("gas").u64()
	read.Host = readHost(json.field("host"))
	status := expected.field("status").oneOf("halt", "panic", "page-fault", "out-of-gas", "host-call")
	read.Expected = ExpectedState{
		Status:       Status(status),
		PC:           expected.field("pc").u64(),
		Gas:          expected.field("gas").u64(),
		Registers:    expected.field("registers").registers(),
		FaultAddress: faultAddress,
		HostCall:     hostCall,
	}
	read.Instructions = expected.field("instructions").u64()
	read.HostCalls = expected.field("host_calls").u64()
	read.MemorySHA256 = expected.field("memory_sha256").text()
	if found := expected.optional("memory"); found != nil {
		read.Memory = readAll(found, readHexContents)
	}
	if found := expected.optional("result"); found != nil {
		read.Result = readOutput(found)
	}
	if found := json.optional("file_sha256"); found != nil {
		read.FileSHA256 = found.text()
	}
	return read
}

func readOutput(json *jsonReader) *ExpectedOutput {
	read := &ExpectedOutput{Length: json.field("length").u64(), SHA256: json.field("sha256").text()}
	if found := json.optional("bytes"); found != nil {
		bytes := found.hex()
		read.Bytes = &bytes
	}
	return read
}

func readHexContents(json *jsonReader) Contents {
	return Contents{Address: json.field("address").u32(), Bytes: json.field("bytes").hex()}
}

func readHost(json *jsonReader) Host {
	policy := Policy(json.field("policy").oneOf("none", "constant", "fetch"))
	switch policy {
	case PolicyConstant:
		return Host{
			Policy:   policy,
			Register: int(json.field("register").integer(RegisterCount - 1)),
			Value:    json.field("value").u64(),
			Gas:      json.field("gas").u64(),
		}
	case PolicyFetch:
		return Host{Policy: policy, Data: json.field("data").hex(), Gas: json.field("gas").u64()}
	default:
		return Host{Policy: policy}
	}
}

func readAccessPages(json *jsonReader) Pages {
	return readPages(json, func() bool { return json.field("access").oneOf("read", "read-write") == "read-write" })
}
