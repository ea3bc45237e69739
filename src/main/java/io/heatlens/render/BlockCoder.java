package io.heatlens.render;

import java.io.ByteArrayOutputStream;

/**
 * Compresses bytes into deflate's blocks (RFC 1951), each call's by themselves.
 */
interface BlockCoder extends AutoCloseable {

	/**
	 * Compresses some bytes.
	 * @param bytes that hold them
	 * @param length how many, from the first on, 1 or more
	 * @param last whether they end the stream
	 * @param out takes the blocks; they end with a whole byte
	 */
	void code(byte[] bytes, int length, boolean last, ByteArrayOutputStream out);

	@Override
	void close();

}
