package formats

import "strings"

// ReadCase reads a case of any family, recognised by what is in the file and not by its name.
func ReadCase(text, file string) (Case, error) {
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\v\f\u00a0\ufeff"), "{") {
		return ReadJSONCase(text, file)
	}
	trace, err := ReadTrace(text, file)
	if err != nil {
		return nil, err
	}
	return trace, nil
}
