package io.heatlens.vit.checkpoint;

/**
 * The types of the elements of a tensor, by the names that safetensors gives them.
 */
enum ElementType {

	F64(8), F32(4), F16(2), BF16(2), F8_E4M3(1), F8_E5M2(1), F8_E4M3FNUZ(1), F8_E5M2FNUZ(1), F8_E8M0(1), C64(8),
	C128(16), I64(8), I32(4), I16(2), I8(1), U64(8), U32(4), U16(2), U8(1), BOOL(1);

	private final int bytes;

	ElementType(int bytes) {
		this.bytes = bytes;
	}

	/**
	 * The size of one element.
	 * @return the number of bytes
	 */
	int bytes() {
		return this.bytes;
	}

	/**
	 * Whether the type can be that of a weight.
	 * @return true for every type of numbers with a fraction
	 */
	boolean floating() {
		return name().startsWith("F") || this == BF16;
	}

}
