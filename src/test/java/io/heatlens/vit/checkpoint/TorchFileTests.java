package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.heatlens.Effort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Damaged and hostile files are refused with one line, at little cost.
 */
class TorchFileTests {

	private static final Path FILES = Path.of("src/test/resources/torch");

	@TempDir
	private Path folder;

	private Path file() {
		return this.folder.resolve("file.pth");
	}

	private Map<String, TensorEntry> read(TorchWriter writer) {
		TorchFile file = TorchFile.read(writer.write(file()));
		return file.tensors(file.content());
	}

	private void assertRefused(byte[] bytes, String reason) {
		Path file = TorchWriter.write(file(), bytes);
		Effort.assertSmall(() -> assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> StateDict.of(TorchFile.read(file), false))
			.withMessageStartingWith("file.pth ")
			.withMessageContaining(reason)
			.withMessageNotContaining("\n")
			.withMessageNotContaining("Exception"));
	}

	@Test
	void tensorIsFoundInTheFile() throws IOException {
		TorchWriter writer = TorchWriter.one(1, 2, 3);
		TensorEntry entry = read(writer).get("weight");
		assertThat(entry).isEqualTo(
				new TensorEntry(file(), "weight", ElementType.F32, List.of(3L), List.of(), writer.size() - 12, 12));
	}

	@Test
	void directoryOfALargeFileIsRead() {
		TorchWriter writer = TorchWriter.one(1, 2, 3);
		TorchWriter.write(file(), writer.large(2, writer.directorySize(), writer.size()));
		assertThat(TorchFile.read(file()).regions()).containsOnlyKeys("0");
	}

	@ParameterizedTest
	@CsvSource({ "-1,1,1", "9223372036854775807,1,1", "100001,1,1", "1,-1,1", "1,9223372036854775807,1", "1,1,-1",
			"1,1,9223372036854775807", "1000,100,0", "3,0,0" })
	void impossibleDirectoryOfALargeFileIsRefused(long count, long length, long offset) {
		assertRefused(TorchWriter.one(1).large(count, length, offset), "directory");
	}

	@Test
	void compressedPickleIsReadButCompressedTensorsAreNot() {
		TorchWriter one = TorchWriter.one(1);
		byte[] pickle = one.pickle();
		TorchWriter written = new TorchWriter().deflated("x/data.pkl", pickle, pickle.length)
			.entry("x/data/0", new byte[4]);
		assertThat(read(written)).containsOnlyKeys("weight");
		assertRefused(new TorchWriter().entry("x/data.pkl", pickle).deflated("x/data/0", new byte[4], 4).bytes(),
				"has compressed tensors");
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 16 << 20, Integer.MAX_VALUE, -2 })
	void compressedPickleOfAnotherSizeIsRefused(int size) {
		assertRefused(new TorchWriter().deflated("x/data.pkl", new byte[2_000_000], size).bytes(), "pickle");
	}

	@Test
	void twoEntriesOfOneNameAreRefused() {
		assertRefused(TorchWriter.one(1).entry("x/data/0", new byte[4]).bytes(), "two entries of the same name");
	}

	@Test
	void twoPicklesAreRefused() {
		assertRefused(TorchWriter.one(1).entry("y/data.pkl", new byte[4]).bytes(), "has 2 files data.pkl");
	}

	@Test
	void zipFileOfAnotherKindIsRefused() {
		assertRefused(new TorchWriter().entry("word/document.xml", new byte[4]).bytes(), "has 0 files data.pkl");
	}

	@Test
	void overlappingEntriesAreRefused() {
		TorchWriter writer = TorchWriter.one(1, 2, 3);
		int header = writer.size() - 12 - 38;
		for (int i = 1; i < 100; i++) {
			writer.entry("x/data/" + i, new byte[0], ZipDirectory.STORED, 0, header);
		}
		assertRefused(writer.bytes(), "has entries that overlap");
	}

	@ParameterizedTest
	@ValueSource(ints = { -2, Integer.MAX_VALUE, 1 })
	void entryOutsideTheFileIsRefused(int header) {
		assertRefused(TorchWriter.one(1).entry("x/data/1", new byte[4], ZipDirectory.STORED, 4, header).bytes(),
				"has an entry outside the file");
	}

	@Test
	void otherOrderOfBytesIsRefused() {
		assertRefused(TorchWriter.one(1).entry("x/byteorder", "big".getBytes(StandardCharsets.US_ASCII)).bytes(),
				"another order of bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "state-dict.pth", "state-dict-legacy.pth" })
	void truncatedFileIsRefused(String name) throws IOException {
		byte[] whole = Files.readAllBytes(FILES.resolve(name));
		for (int length = 0; length < whole.length; length += 7) {
			assertRefused(Arrays.copyOf(whole, length), "");
		}
		assertRefused(Arrays.copyOf(whole, whole.length - 1), "truncated");
	}

	@Test
	void storageThatIsMissingOrShorterIsRefused() {
		assertRefused(new TorchWriter().operations('}')
			.text("weight")
			.tensor("1", 4, 0, new long[] { 4 }, new long[] { 1 })
			.operations('s')
			.end()
			.entry("x/data/0", new byte[16])
			.bytes(), "should have 16 bytes for weight, but has 0");
		assertRefused(new TorchWriter().operations('}')
			.text("weight")
			.tensor("0", 4, 0, new long[] { 4 }, new long[] { 1 })
			.operations('s')
			.end()
			.entry("x/data/0", new byte[12])
			.bytes(), "should have 16 bytes for weight, but has 12");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			4 | 0 | 5 | 1
			4 | 1 | 4 | 1
			4 | -1 | 4 | 1
			4 | 0 | -4 | 1
			4 | 0 | 4 | -1
			4 | 3 | 4 | -1
			4 | 0 | 2 | 4
			4 | 0 | 2,2 | 2
			4 | 0 | 2,2 | 3,1
			4 | 0 | 1000000000 | 0
			4 | 0 | 4294967296,4294967296 | 0,0
			4 | 0 | 9223372036854775807,9223372036854775807 | 1,1
			4 | 9223372036854775807 | 2 | 1
			4 | 0 | 2 | 9223372036854775807
			-1 | 0 | 1 | 1
			9223372036854775807 | 0 | 1 | 1
			4 | 0 | 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1 | 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1
			""")
	void impossibleTensorIsRefused(long elements, long offset, String shape, String strides) {
		assertRefused(new TorchWriter().operations('}')
			.text("weight")
			.tensor("0", elements, offset, longs(shape), longs(strides))
			.operations('s')
			.end()
			.entry("x/data/0", new byte[16])
			.bytes(), "has a");
	}

	private static long[] longs(String list) {
		return Stream.of(list.split(",", -1)).mapToLong(Long::parseLong).toArray();
	}

	@Test
	void manyTensorsOfOneStorageAreRefused() {
		TorchWriter writer = new TorchWriter().operations("}(");
		for (int i = 0; i < 5; i++) {
			writer.text("w" + i).tensor("0", 1000, 0, new long[] { 1000 }, new long[] { 1 });
		}
		writer.operations('u').end().entry("x/data/0", new byte[4000]);
		assertRefused(writer.bytes(), "has tensors of 20000 bytes that share 4000 bytes");
	}

	@Test
	void storageOfTwoSizesIsRefused() {
		assertRefused(new TorchWriter().operations("}(")
			.text("a")
			.tensor("0", 4, 0, new long[] { 4 }, new long[] { 1 })
			.text("b")
			.tensor("0", 5, 0, new long[] { 4 }, new long[] { 1 })
			.operations('u')
			.end()
			.entry("x/data/0", new byte[16])
			.bytes(), "has a storage of 20 bytes that has 16 bytes elsewhere");
	}

	@Test
	void legacyFileOfManyGigabytesIsReadAtLittleCost() throws IOException {
		byte[] whole = Files.readAllBytes(FILES.resolve("state-dict-legacy.pth"));
		Files.write(file(), whole);
		try (var sparse = new RandomAccessFile(file().toFile(), "rw")) {
			sparse.setLength(8L << 30);
		}
		Effort.assertSmall(() -> assertThat(TorchFile.read(file()).regions().values())
			.allSatisfy((region) -> assertThat(region.offset() + region.length()).isLessThanOrEqualTo(whole.length)));
	}

	@Test
	void pointerOfGitLfsIsNamed() {
		assertRefused("version https://git-lfs.github.com/spec/v1\noid sha256:0\n".getBytes(StandardCharsets.US_ASCII),
				"is only a pointer of Git LFS; fetch its content with \"git lfs pull\"");
	}

	@Test
	void missingFileIsRefused() {
		assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> TorchFile.read(this.folder.resolve("none.pth")))
			.withMessage("none.pth cannot be read");
	}

}
