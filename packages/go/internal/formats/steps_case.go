package formats

// readStepsCase reads families `random`, where a case names its gas model, and `gas-model`, where it is the one per
// block.
func readStepsCase(json *jsonReader) *StepsCase {
	read := &StepsCase{IsNamed: json.has("gas-model"), IsBlockGas: true}
	if read.IsNamed {
		read.IsBlockGas = json.field("gas-model").oneOf("instruction", "block") == "block"
	}
	costs := json.optional("block-gas-costs")
	read.Program = json.field("program").octets()
	if read.IsNamed || json.has("steps") {
		read.PC = json.field("initial-pc").u64()
		read.Gas = json.field("initial-gas").u64()
		read.Steps = readSteps(json.field("steps"))
	}
	if costs != nil {
		read.BlockCosts = readCosts(costs)
	}
	return read
}

func readSteps(json *jsonReader) []Step {
	hasRun := false
	return readAll(json, func(item *jsonReader) Step {
		step := readStep(item)
		switch step.(type) {
		case *RunStep:
			hasRun = true
		case *AssertStep:
			if !hasRun {
				item.fail("asserts a state before the first run")
			}
		}
		return step
	})
}

func readStep(json *jsonReader) Step {
	switch json.field("kind").oneOf("map", "write", "set-reg", "run", "assert") {
	case "map":
		return &MapStep{readPages(json, func() bool { return json.field("is_writable").boolean() })}
	case "write":
		return &WriteStep{readContents(json)}
	case "set-reg":
		return &SetRegisterStep{
			Index: int(json.field("reg").integer(RegisterCount - 1)),
			Value: json.field("value").u64(),
		}
	case "run":
		return &RunStep{}
	default:
		return &AssertStep{readExpected(json)}
	}
}

func readExpected(json *jsonReader) ExpectedState {
	word := json.field("status").oneOf("panic", "halt", "page-fault", "out-of-gas", "ecalli")
	read := ExpectedState{
		Status:    Status(word),
		PC:        json.field("pc").u64(),
		Gas:       json.field("gas").u64(),
		Registers: json.field("regs").registers(),
	}
	memory := readAll(json.field("memory"), readContents)
	read.Memory = &memory
	switch word {
	case "page-fault":
		address := json.field("page_fault_address").u32()
		read.FaultAddress = &address
	case "ecalli":
		number := json.field("hostcall").u64()
		read.Status, read.HostCall = StatusHostCall, &number
	}
	return read
}

func readCosts(json *jsonReader) map[uint64]uint64 {
	costs := make(map[uint64]uint64)
	for _, name := range json.names() {
		cost := json.field(name)
		start, isDecimal := decimal(name)
		if !isDecimal {
			cost.fail("expected the code offset of a block as the name of the field")
		}
		costs[start] = cost.u64()
	}
	return costs
}
