"""How much one ledger may hold. Beyond a limit a file is refused before it is unpacked or laid out in memory."""

FILE_BYTES = 20 * 2**20  # the contract: 20 MB, 200 MB unpacked, 200,000 rows that hold text
UNPACKED_BYTES = 200 * 2**20
TEXT_ROWS = 200_000
SHEET_ROWS = 1_048_576  # what a sheet can hold, empty rows and all
CELL_CHARACTERS = 32_767  # what a cell of a spreadsheet can hold
MEMBERS = 10_000  # files inside the archive; a real workbook has some dozens
AREA_CELLS = (
    12_000_000  # cells of the rectangle around all values: the reader lays it out whole (some 400 MB)
)
HEADER_ROWS = 20  # the header is looked for within these
