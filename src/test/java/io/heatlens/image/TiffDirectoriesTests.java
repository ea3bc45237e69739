package io.heatlens.image;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The reader gets only bytes that have passed the check, with hidden elements of colour
 * profiles.
 */
class TiffDirectoriesTests {

	private static final int PROFILE = 34675;

	private static final int DATA = 8 + 2 + 100 * 12 + 4;

	@Test
	void guardedWhenProfileHasElementsHidesThemInACopy() {
		byte[] tiff = profiled("..D2B0..");
		byte[] before = tiff.clone();
		assertThat(new String(TiffDirectories.guarded(tiff), StandardCharsets.ISO_8859_1)).contains("..d2B0..");
		assertThat(tiff).isEqualTo(before);
	}

	@Test
	void guardedWhenProfileHasNoElementsReturnsTheSameArray() {
		byte[] tiff = profiled("..A2B0..");
		assertThat(TiffDirectories.guarded(tiff)).isSameAs(tiff);
	}

	@Test
	void guardedWhenJpegHasElementsHidesThemInACopy() {
		byte[] segment = new FileBuilder().ascii("ICC_PROFILE\0\1\1..D2B0..").build();
		byte[] jpeg = FileBuilder.jpegWith(Decoders.golden("baseline.jpg"), 0xe2, segment);
		byte[] tiff = new FileBuilder().bytes(profiled("..A2B0..")).bytes(jpeg).build();
		byte[] before = tiff.clone();
		assertThat(new String(TiffDirectories.guarded(tiff), StandardCharsets.ISO_8859_1)).contains("..d2B0..");
		assertThat(tiff).isEqualTo(before);
	}

	@Test
	void guardedWhenHidingAddsEntriesChecksThem() {
		byte[] tiff = overlapped((added) -> {
			for (int i = 0; i < 32; i++) {
				added.int16(40_000 + i).int16(1).int32(100_000).int32(DATA);
			}
		});
		assertThatIllegalArgumentException().isThrownBy(() -> TiffDirectories.guarded(tiff))
			.withMessage("The values have more bytes than the length of the file justifies");
	}

	@Test
	void guardedWhenHidingAddsAProfileRefusesIt() {
		byte[] tiff = overlapped(
				(added) -> added.int16(PROFILE).int16(7).int32(8).int32(DATA).bytes(new byte[31 * 12]));
		assertThatIllegalArgumentException().isThrownBy(() -> TiffDirectories.guarded(tiff))
			.withMessage("A colour profile overlaps a directory");
	}

	private static byte[] profiled(String profile) {
		return new FileBuilder().ascii("MM\0*")
			.int32(8)
			.int16(1)
			.int16(PROFILE)
			.int16(7)
			.int32(profile.length())
			.int32(8 + 2 + 12 + 4)
			.int32(0)
			.ascii(profile)
			.build();
	}

	// The low byte of the directory's length and the start of its first entry are "D2B0",
	// within a profile: once that is hidden, 68 entries are 100
	private static byte[] overlapped(Consumer<FileBuilder> added) {
		FileBuilder tiff = new FileBuilder().ascii("MM\0*")
			.int32(8)
			.ascii("\0D2B0")
			.bytes(new byte[9])
			.int16(PROFILE)
			.int16(7)
			.int32(8)
			.int32(8)
			.bytes(new byte[66 * 12]);
		added.accept(tiff);
		return tiff.int32(0).ascii("..D2B0..").bytes(new byte[100_000]).build();
	}

}
