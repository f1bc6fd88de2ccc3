package formats

// ReadJSONCase reads a case of any family but the traces, recognised by the fields it has.
func ReadJSONCase(text, file string) (result Case, err error) {
	defer catch(&err)
	json := newJSONReader(text, file)
	switch {
	case json.has("blob"):
		return readBlobCase(json), nil
	case json.has("file"):
		return readProgramCase(json), nil
	case json.has("expected-status"):
		return readInstructionCase(json), nil
	case json.has("gas-model"), json.has("block-gas-costs"):
		return readStepsCase(json), nil
	}
	json.fail("no case of a known family: expected a field blob, file, expected-status, gas-model or block-gas-costs")
	return nil, nil
}

func readBlobCase(json *jsonReader) *BlobCase {
	read := &BlobCase{
		IsStandard: json.field("kind").oneOf("program", "standard") == "standard",
		Blob:       json.field("blob").hex(),
		IsValid:    json.field("valid").boolean(),
	}
	if found := json.optional("container-valid"); found != nil {
		isValid := found.boolean()
		read.IsContainerValid = &isValid
	}
	return read
}

func readInstructionCase(json *jsonReader) *InstructionCase {
	faultAddress := optionalU32(json, "expected-page-fault-address")
	read := &InstructionCase{
		Program:   json.field("program").octets(),
		Registers: json.field("initial-regs").registers(),
		PC:        json.field("initial-pc").u64(),
		Gas:       json.field("initial-gas").u64(),
		Pages:     readAll(json.field("initial-page-map"), readHyphenedPages),
		Memory:    readAll(json.field("initial-memory"), readContents),
	}
	status := json.field("expected-status").oneOf("halt", "panic", "page-fault", "out-of-gas", "host-call")
	read.Expected = ExpectedState{
		Status:       Status(status),
		PC:           json.field("expected-pc").u64(),
		Gas:          json.field("expected-gas").u64(),
		Registers:    json.field("expected-regs").registers(),
		FaultAddress: faultAddress,
	}
	memory := readAll(json.field("expected-memory"), readContents)
	read.Expected.Memory = &memory
	return read
}

func readHyphenedPages(json *jsonReader) Pages {
	return readPages(json, func() bool { return json.field("is-writable").boolean() })
}

// readPages reads what all families call the same; each has its own word for the access.
func readPages(json *jsonReader, isWritable func() bool) Pages {
	return Pages{
		Address:    json.field("address").u32(),
		Length:     json.field("length").integer(1 << 32),
		IsWritable: isWritable(),
	}
}

func readContents(json *jsonReader) Contents {
	return Contents{Address: json.field("address").u32(), Bytes: json.field("contents").octets()}
}

func readAll[T any](json *jsonReader, read func(*jsonReader) T) []T {
	items := json.items()
	all := make([]T, len(items))
	for index, item := range items {
		all[index] = read(item)
	}
	return all
}

func optionalU32(json *jsonReader, name string) *uint32 {
	found := json.optional(name)
	if found == nil {
		return nil
	}
	value := found.u32()
	return &value
}

func optionalU64(json *jsonReader, name string) *uint64 {
	found := json.optional(name)
	if found == nil {
		return nil
	}
	value := found.u64()
	return &value
}
