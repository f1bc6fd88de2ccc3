import { blocks, code } from '../text.js';
import type { GoSource } from './file.js';

/** Conversions of values: only those that the package's text calls. */
export function valueSupport(text: string): readonly GoSource[] {
  const all: readonly (readonly [name: string, text: string])[] = [
    [
      'cString',
      code`
        // cString gives a string as C has it, in Go's memory. It must not contain a NUL character.
        func cString(text string) *C.char {
        	buffer := make([]byte, len(text)+1)
        	copy(buffer, text)
        	return (*C.char)(unsafe.Pointer(unsafe.SliceData(buffer)))
        }
      `,
    ],
    [
      'goStringOrNil',
      code`
        func goStringOrNil(text *C.char) *string {
        	if text == nil {
        		return nil
        	}
        	value := C.GoString(text)
        	return &value
        }
      `,
    ],
    [
      'copyString',
      code`
        // copyString fills a C array with a string, cut off where it does not fit, and ends it with a NUL character.
        func copyString(target []byte, text string) {
        	n := copy(target[:len(target)-1], text)
        	clear(target[n:])
        }
      `,
    ],
    [
      'describe',
      code`
        // describe writes details behind a text, in parentheses.
        func describe(text string, details ...string) string {
        	details = slices.DeleteFunc(details, func(detail string) bool { return detail == "" })
        	if len(details) == 0 {
        		return text
        	}
        	return text + " (" + strings.Join(details, ", ") + ")"
        }
      `,
    ],
    [
      'orElse',
      code`
        func orElse(text, other string) string {
        	if text == "" {
        		return other
        	}
        	return text
        }
      `,
    ],
    [
      'hexDetail',
      code`
        func hexDetail(words string, value uint64) string {
        	return fmt.Sprintf("%s 0x%08x", words, value)
        }
      `,
    ],
    [
      'number',
      code`
        func number(words string, value uint64) string {
        	return words + " " + strconv.FormatUint(value, 10)
        }
      `,
    ],
    [
      'numberUnlessZero',
      code`
        func numberUnlessZero(words string, value uint64) string {
        	if value == 0 {
        		return ""
        	}
        	return words + " " + strconv.FormatUint(value, 10)
        }
      `,
    ],
  ];
  const called = all.filter(([name]) => new RegExp(`\\b${name}\\(`).test(text)).map(([, piece]) => piece);
  return called.length === 0 ? [] : [{ name: 'values', text: blocks(called) }];
}
