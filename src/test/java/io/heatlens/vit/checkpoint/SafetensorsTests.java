package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Damaged and hostile files are refused with one line.
 */
class SafetensorsTests {

	@TempDir
	private Path folder;

	@Test
	void readFindsTheOffsetsOfTensorsInTheHeader() throws IOException {
		Path file = file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}", 8);
		assertThat(Safetensors.read(file).values()).singleElement()
			.isEqualTo(
					new TensorEntry(file, "a", ElementType.F32, List.of(2L, 1L), List.of(), Files.size(file) - 8, 8));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 0.9999 })
	void truncatedFileIsRefused(double share) throws IOException {
		byte[] whole = Files.readAllBytes(Golden.MODELS.resolve("hf-vit/model.safetensors"));
		Path file = this.folder.resolve("cut.safetensors");
		Files.write(file, Arrays.copyOf(whole, (int) (share * whole.length)));
		assertRefused(file, "bytes");
	}

	@Test
	void fileWithMoreThanItsTensorsIsRefused() throws IOException {
		assertRefused(file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 9), "bytes, but has");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x7fffffffL, 0x80000000L, 1000 })
	void impossibleHeaderLengthIsRefused(long length) throws IOException {
		Path file = this.folder.resolve("length.safetensors");
		Files.write(file, ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
		assertRefused(file, "says that its header has");
	}

	@Test
	void headerOfTwoGigabytesInAFileOfThatSizeIsRefused() throws IOException {
		Path file = this.folder.resolve("sparse.safetensors");
		try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
			sparse.setLength(3L << 30);
			sparse.writeLong(Long.reverseBytes(2L << 30));
		}
		assertRefused(file, "says that its header has 2147483648 bytes");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			[0,8]  | [4,12] | overlap or leave a gap at b
			[0,8]  | [0,8]  | overlap or leave a gap at b
			[0,8]  | [12,20]| overlap or leave a gap at b
			[4,12] | [12,20]| overlap or leave a gap at a
			[0,8]  | [8,24] | has 16 bytes for b
			[0,8]  | [8,12] | has 4 bytes for b
			[0,8]  | [16,8] | should have b at bytes 16 to 8
			[-8,0] | [8,16] | should have a at bytes -8 to 0
			[0,8]  | [9223372036854775800,9223372036854775807] | should have b at bytes
			[0,8]  | [9223372036854775808,9223372036854775816] | has no proper shape and data_offsets for b
			[0,8]  | [8.0,16.0] | has no proper shape and data_offsets for b
			[0,8]  | [8] | has no proper shape and data_offsets for b
			[0,8]  | "8-16" | has no proper shape and data_offsets for b
			""")
	void impossibleOffsetsAreRefused(String first, String second, String reason) throws IOException {
		assertRefused(file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + first
				+ "},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + second + "}}", 24), reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			[-2]    | has a negative dimension in a
			[-1,-2] | has a negative dimension in a
			[4294967296,4294967296] | impossible shape
			[9223372036854775807] | impossible shape
			[18446744073709551616] | has no proper shape
			[2.5]   | has no proper shape
			["2"]   | has no proper shape
			[3]     | has 8 bytes for a of type F32 and shape [3]
			[]      | has 8 bytes for a of type F32 and shape []
			null    | has no proper shape
			""")
	void impossibleShapeIsRefused(String shape, String reason) throws IOException {
		assertRefused(file("{\"a\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,8]}}", 8), reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "F4", "", "f32", "COMPLEX" })
	void unknownTypeIsRefused(String type) throws IOException {
		assertRefused(file("{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8),
				"unknown type");
	}

	@Test
	void twoTensorsOfOneNameAreRefused() throws IOException {
		String tensor = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
		assertRefused(file("{" + tensor + "," + tensor + "}", 8), "Duplicate");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "not json", "{\"a\":", "[1, 2]", "\"text\"", "{\"a\": 7}", "{\"a\": []}", "{\"a\": null}" })
	void headerThatIsNotAnObjectOfTensorsIsRefused(String header) throws IOException {
		assertRefused(file(header, 8), "");
	}

	@Test
	void deepNestingIsRefused() throws IOException {
		assertRefused(file("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", 8), "nesting");
	}

	@Test
	void missingFileIsRefused() {
		assertRefused(this.folder.resolve("none.safetensors"), "cannot be read");
	}

	private Path file(String header, int bytes) throws IOException {
		byte[] json = header.getBytes(StandardCharsets.UTF_8);
		Path file = this.folder.resolve("model.safetensors");
		Files.write(file,
				ByteBuffer.allocate(8 + json.length + bytes)
					.order(ByteOrder.LITTLE_ENDIAN)
					.putLong(json.length)
					.put(json)
					.array());
		return file;
	}

	private static void assertRefused(Path file, String reason) {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> Safetensors.read(file))
			.withMessageStartingWith(file.getFileName().toString())
			.withMessageContaining(reason)
			.withMessageNotContaining("\n");
	}

}
