"""Official papers (公文): frozen facts in, the bytes of a Word document out, laid out as GB/T 9704-2012 has it."""
