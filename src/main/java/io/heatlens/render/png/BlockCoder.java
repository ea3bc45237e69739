package io.heatlens.render.png;

/**
 * Compresses bytes into blocks of the deflate format (RFC 1951). The blocks of a call do
 * not refer to the bytes of earlier calls.
 */
interface BlockCoder extends AutoCloseable {

	/**
	 * Compresses the first bytes of an array.
	 * @param bytes the array
	 * @param length the number of bytes to compress, 1 or more
	 * @param last whether these bytes end the stream
	 * @return the blocks, which end at a byte boundary
	 */
	byte[] code(byte[] bytes, int length, boolean last);

	@Override
	void close();

}
