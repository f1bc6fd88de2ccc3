/**
 * One change of the fixture's header of each kind that can be repaired, and some that cannot. Of types all
 * uses in the header change, or it would be none; of the rest the declarations only.
 */
export const EDITS: readonly (readonly [from: RegExp, to: string])[] = [
  // A method, a property, a free function, a function pointer type.
  [/\bshelf_rack_take\((?=shelf_rack_t)/, 'shelf_rack_remove('],
  [/\bshelf_rack_get_rows\((?=const)/, 'shelf_rack_get_boards('],
  [/\bshelf_rack_set_rows\((?=shelf_rack_t)/, 'shelf_rack_set_boards('],
  [/\bshelf_mean\((?=const)/, 'shelf_average('],
  [/\bshelf_compare_t\b/g, 'shelf_ordering_t'],
  // An enum with its tag and members, a flag, a status: it is an error class as well.
  [/typedef enum shelf_genre \{/, 'typedef enum shelf_kind {'],
  [/\bshelf_genre_t\b/g, 'shelf_kind_t'],
  [/SHELF_GENRE_(NOVEL|POETRY|SCIENCE)(?= +=)/g, 'SHELF_KIND_$1'],
  [/SHELF_MARK_LENT(?= +=)/, 'SHELF_MARK_AWAY'],
  [/SHELF_STATUS_FULL(?= +=)/, 'SHELF_STATUS_NO_ROOM'],
  // A struct, a field whose name others have, too, a constant, outputs.
  [/\bshelf_format_t\b/g, 'shelf_extent_t'],
  [/char title\[SHELF_TITLE_SIZE\];/, 'char heading[SHELF_TITLE_SIZE];'],
  [/#define SHELF_ISBN_LEN/, '#define SHELF_ISBN_DIGITS'],
  [/\bout_is_lent\b/g, 'out_is_away'],
  [/\bout_nearest\b/g, 'out_closest'],
  [
    / \* @param\[in\] range How.*\n( \* @param\[in\] left .*\n \* @param\[in\] right .*\n)/,
    '$1 * @param[in] range How far apart they may be to be the same.\n',
  ],
  [/\(uint8_t range, int32_t left, int32_t right\)/, '(int32_t left, int32_t right, uint8_t range)'],
  // What people have to look at.
  [/\n\/\*\*\n \* @brief Computes a checksum[\s\S]*?\bshelf_rack_checksum\([^;]*;\n/, ''],
  [/#define SHELF_SLOT_COUNT 8/, '#define SHELF_SLOT_COUNT 9'],
  [
    /( \* @param\[in\] {5}capacity \(range: 1\.\.65536\).*\n)/,
    '$1 * @param[in]     keeps    Whether what does not fit stays.\n',
  ],
  [/\(shelf_rack_t \*rack, uint32_t capacity\)/, '(shelf_rack_t *rack, uint32_t capacity, bool keeps)'],
];
