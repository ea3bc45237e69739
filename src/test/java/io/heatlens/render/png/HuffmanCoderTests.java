package io.heatlens.render.png;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Blocks are decoded by zlib.
 */
class HuffmanCoderTests {

	static Stream<byte[]> contents() {
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) i;
		}
		byte[] noise = new byte[100_000];
		new Random(1).nextBytes(noise);
		return Stream.of(new byte[] { 7 }, new byte[70_000], all, noise, fibonacci());
	}

	// The optimal code would have lengths up to 23, and deflate allows 15.
	private static byte[] fibonacci() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int count = 1;
		int next = 2;
		for (int symbol = 0; symbol < 23; symbol++) {
			byte[] run = new byte[count];
			Arrays.fill(run, (byte) symbol);
			bytes.writeBytes(run);
			int sum = count + next;
			count = next;
			next = sum;
		}
		return bytes.toByteArray();
	}

	@ParameterizedTest
	@MethodSource("contents")
	void blocksDecodeToTheirInput(byte[] bytes) throws DataFormatException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (HuffmanCoder coder = new HuffmanCoder()) {
			out.writeBytes(coder.code(bytes, bytes.length, false));
			out.writeBytes(coder.code(bytes, (bytes.length + 1) / 2, true));
		}
		Inflater inflater = new Inflater(true);
		inflater.setInput(out.toByteArray());
		byte[] read = new byte[bytes.length + (bytes.length + 1) / 2 + 1];
		assertThat(inflater.inflate(read)).isEqualTo(read.length - 1);
		assertThat(inflater.finished()).isTrue();
		assertThat(inflater.getRemaining()).isZero();
		inflater.end();
		assertThat(Arrays.equals(read, 0, bytes.length, bytes, 0, bytes.length)).isTrue();
		assertThat(Arrays.equals(read, bytes.length, read.length - 1, bytes, 0, (bytes.length + 1) / 2)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1, 5, 30, 1000 })
	void blocksAreAsShortAsThoseOfZlibWithoutRepeats(double spread) {
		byte[] bytes = new byte[65_000];
		Random random = new Random(1);
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) Math.round(spread * random.nextGaussian());
		}
		byte[] blocks;
		try (HuffmanCoder coder = new HuffmanCoder()) {
			blocks = coder.code(bytes, bytes.length, true);
		}
		Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
		deflater.setStrategy(Deflater.HUFFMAN_ONLY);
		deflater.setInput(bytes);
		deflater.finish();
		int expected = 0;
		while (!deflater.finished()) {
			expected += deflater.deflate(new byte[2 * bytes.length]);
		}
		deflater.end();
		assertThat(blocks).hasSizeLessThan(expected + expected / 100);
	}

}
