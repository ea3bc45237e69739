package io.heatlens.render.png;

/**
 * Compresses bytes into deflate's blocks (RFC 1951), each call's by themselves.
 */
interface BlockCoder extends AutoCloseable {

	/**
	 * Compresses some bytes.
	 * @param bytes that hold them
	 * @param length how many, from the first on, 1 or more
	 * @param last whether they end the stream
	 * @return the blocks, which end with a whole byte
	 */
	byte[] code(byte[] bytes, int length, boolean last);

	@Override
	void close();

}
