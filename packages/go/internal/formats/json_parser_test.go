package formats

import (
	"strings"
	"testing"
)

func TestWhatIsNotJSONIsRefusedWithLineAndColumn(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a text that breaks off", "{\n  \"blob\": \"0x0", `2:15: not JSON: End of string '"' expected but reached end of input`},
		{"an object that breaks off", `{`,
			"1:2: not JSON: Quoted object key or end of object '}' expected but reached end of input"},
		{"a value that is missing", `{"blob":}`, "1:9: not JSON: Object value expected after ':'"},
		{"a key without quotes", `{blob:1}`, "1:2: not JSON: Quoted object key expected but got 'b'"},
		{"a comma at the end", `{"a":1,}`, "1:8: not JSON: Quoted object key expected but got '}'"},
		{"a colon that is missing", `{"a" 1}`, "1:6: not JSON: Colon ':' expected after property name but got '1'"},
		{"a comma that is missing", `{"a":[1 2]}`, "1:9: not JSON: Comma ',' expected after value but got '2'"},
		{"an item that is missing", `{"a":[1,]}`, "1:9: not JSON: Array item expected but got ']'"},
		{"an array that breaks off", `{"a":[1`,
			"1:8: not JSON: Array item or end of array ']' expected but reached end of input"},
		{"something behind the end", "{}\n x", "2:2: not JSON: Expected end of input but got 'x'"},
		{"a key that stands there twice", `{"a":1,"a":2}`, "1:9: not JSON: Duplicate key 'a' encountered"},
		{"a minus without digits", `{"a":-}`, "1:7: not JSON: Invalid number '-', expecting a digit but got '}'"},
		{"a point without digits", `{"a":1.}`, "1:8: not JSON: Invalid number '1.', expecting a digit but got '}'"},
		{"a zero in front", `{"a":01}`, "1:7: not JSON: Comma ',' expected after value but got '1'"},
		{"an unknown escape", `{"a":"\x"}`, `1:7: not JSON: Invalid escape character '\x'`},
		{"a character that is half", `{"a":"\u12"}`, `1:7: not JSON: Invalid unicode character '\u12"}'`},
		{"a line break in a text", "{\"a\":\"b\n\"}", "1:8: not JSON: Invalid character '\n'"},
		{"columns behind wide characters", `{"é𝄞":x}`, "1:8: not JSON: Object value expected after ':'"},
		{"brackets without end", `{"blob":` + strings.Repeat("[", 500_000), "1: nested too deeply"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadCase(test.text, "c.json")
			wantRefusal(t, err, "c.json:"+test.want)
		})
	}
}

func TestTextsAreReadWithTheirEscapes(t *testing.T) {
	got := parseJSON(`{"a":"\"\\\/\b\f\n\r\t\u00e9\ud834\udd1e x","b":"\ud834"}`, "c.json").(object)
	if want := "\"\\/\b\f\n\r\té𝄞 x"; got["a"] != want {
		t.Errorf("got %q, want %q", got["a"], want)
	}
	if want := "\uFFFD"; got["b"] != want {
		t.Errorf("half a character is %q, want %q", got["b"], want)
	}
}

func TestAKeyMayStandThereTwiceWithTheSameValue(t *testing.T) {
	got := parseJSON(`{"a":[1,{"b":null}],"a":[1.0,{"b":null}]}`, "c.json").(object)
	if len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

func TestIntegersAreExactHoweverTheyAreWritten(t *testing.T) {
	for _, test := range []struct {
		text  string
		value uint64
		isU64 bool
		shown string
	}{
		{"0", 0, true, "0"},
		{"-0", 0, true, "0"},
		{"18446744073709551615", 1<<64 - 1, true, "18446744073709551615"},
		{"18446744073709551616", 0, false, "18446744073709551616"},
		{"-18446744073709551616", 0, false, "-18446744073709551616"},
		{"1e3", 1000, true, "1000"},
		{"1.0", 1, true, "1"},
		{"-0.0", 0, true, "0"},
		{"9007199254740992.0", 0, false, "9007199254740992"},
		{"1.5", 0, false, "1.5"},
		{"1e21", 0, false, "1e+21"},
		{"1e-7", 0, false, "1e-7"},
		{"1e999", 0, false, "Infinity"},
		{"-1e999", 0, false, "-Infinity"},
	} {
		got := exactNumber(test.text)
		if got.isU64 != test.isU64 || got.isU64 && got.value != test.value || got.text != test.shown {
			t.Errorf("%s is %+v, want %d, %v, shown as %s", test.text, got, test.value, test.isU64, test.shown)
		}
	}
}

func TestTextsAreQuotedAsInJSON(t *testing.T) {
	text := "a\"\\\b\f\n\r\t\x01<é𝄞\u2028>"
	if got, want := Quoted(text), `"a\"\\\b\f\n\r\t\u0001<é𝄞`+"\u2028"+`>"`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
