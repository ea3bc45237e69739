package io.heatlens.image;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Elements of colour profiles are hidden in a copy, which is made only if there are any.
 */
class ProfileGuardTests {

	private static final byte[] ELEMENTS = "..D2B0..B2D3..".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] NO_ELEMENTS = "..A2B0..D2B4..".getBytes(StandardCharsets.US_ASCII);

	@Test
	void jpegWhenProfileHasElementsHidesThemInACopy() {
		assertHidden(ProfileGuard::jpeg, jpeg(ELEMENTS));
	}

	@Test
	void jpegWhenProfileHasNoElementsReturnsTheSameArray() {
		assertSame(ProfileGuard::jpeg, jpeg(NO_ELEMENTS));
	}

	@Test
	void jpegWhenElementsAreNotInAProfileReturnsTheSameArray() {
		assertSame(ProfileGuard::jpeg, FileBuilder.jpegWith(Decoders.golden("baseline.jpg"), 0xfe, ELEMENTS));
	}

	@Test
	void webpWhenProfileHasElementsHidesThemInACopy() {
		assertHidden(ProfileGuard::webp, webp("ICCP", ELEMENTS));
	}

	@Test
	void webpWhenProfileHasNoElementsReturnsTheSameArray() {
		assertSame(ProfileGuard::webp, webp("ICCP", NO_ELEMENTS));
	}

	@Test
	void webpWhenElementsAreNotInAProfileReturnsTheSameArray() {
		assertSame(ProfileGuard::webp, webp("XMP ", ELEMENTS));
	}

	@Test
	void profileWhenItHasElementsHidesThemInACopy() {
		assertHidden(ProfileGuard::profile, ELEMENTS.clone());
	}

	@Test
	void profileWhenItHasNoElementsReturnsTheSameArray() {
		assertSame(ProfileGuard::profile, NO_ELEMENTS.clone());
	}

	@Test
	void jpegWhenSegmentsOverlapHidesElementsInEachOfThem() {
		byte[] name = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
		byte[] bytes = new FileBuilder().int16(30)
			.bytes(name)
			.int16(120)
			.bytes(name)
			.bytes((byte) 1, (byte) 1)
			.bytes(ELEMENTS)
			.build();
		assertHidden(ProfileGuard::jpeg, bytes);
	}

	@Test
	@Timeout(60)
	void jpegOfMillionsOfOverlappingSegmentsTakesOneReadingOfTheFile() {
		byte[] beginning = new FileBuilder().int16(0xffff).ascii("ICC_PROFILE\0").build();
		byte[] bytes = new byte[60_000_000];
		for (int at = 0; at + beginning.length <= bytes.length; at += beginning.length) {
			System.arraycopy(beginning, 0, bytes, at, beginning.length);
		}
		// one check of 64 KB for each of them would take minutes
		assertSame(ProfileGuard::jpeg, bytes);
	}

	private static byte[] jpeg(byte[] profile) {
		byte[] segment = new FileBuilder().ascii("ICC_PROFILE\0").bytes((byte) 1, (byte) 1).bytes(profile).build();
		return FileBuilder.jpegWith(Decoders.golden("baseline.jpg"), 0xe2, segment);
	}

	private static byte[] webp(String chunk, byte[] data) {
		byte[] lossless = Decoders.golden("lossless.webp");
		return new FileBuilder().bytes(lossless).ascii(chunk).int32le(data.length).bytes(data).build();
	}

	private static void assertHidden(UnaryOperator<byte[]> guard, byte[] bytes) {
		byte[] before = bytes.clone();
		byte[] guarded = guard.apply(bytes);
		assertThat(bytes).isEqualTo(before);
		assertThat(new String(guarded, StandardCharsets.ISO_8859_1)).contains("..d2B0..b2D3..");
		assertThat(guarded).hasSameSizeAs(bytes);
	}

	private static void assertSame(UnaryOperator<byte[]> guard, byte[] bytes) {
		byte[] before = bytes.clone();
		assertThat(guard.apply(bytes)).isSameAs(bytes);
		assertThat(bytes).isEqualTo(before);
	}

}
