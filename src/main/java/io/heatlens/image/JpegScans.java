package io.heatlens.image;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Follows the scans of a JPEG file until they hold the whole image (ITU-T T.81, B.2.3 and
 * G.1.1.1): each component once, and in a progressive file each of its 64 coefficients to
 * the last bit.
 */
final class JpegScans {

	private static final int COEFFICIENTS = 64;

	/** Per component, one bit for each coefficient that is not complete. */
	private final Map<Integer, Long> missing = new HashMap<>();

	private boolean progressive;

	/**
	 * Reads the components of the image.
	 * @param marker the marker of the frame
	 * @param header the header of the frame without its length
	 */
	void frame(int marker, ByteBuffer header) {
		ByteBuffer data = header.duplicate();
		this.progressive = (marker & 3) == 2;
		Bytes.skip(data, 5);
		for (int components = Bytes.unsigned(data); components > 0; components--) {
			this.missing.put(Bytes.unsigned(data), -1L);
			Bytes.skip(data, 2);
		}
	}

	/**
	 * Notes the coefficients that a scan completes.
	 * @param header the header of the scan without its length
	 */
	void scan(ByteBuffer header) {
		ByteBuffer data = header.duplicate();
		ByteBuffer components = Bytes.take(data, 2 * Bytes.unsigned(data));
		int first = Bytes.unsigned(data);
		int last = Bytes.unsigned(data);
		boolean lastBit = (Bytes.unsigned(data) & 0xf) == 0;
		long completed = this.progressive ? range(first, last, lastBit) : -1L;
		while (components.hasRemaining()) {
			this.missing.computeIfPresent(Bytes.unsigned(components), (id, left) -> left & ~completed);
			Bytes.skip(components, 1);
		}
	}

	private static long range(int first, int last, boolean lastBit) {
		long completed = 0;
		for (int i = first; lastBit && i <= last && i < COEFFICIENTS; i++) {
			completed |= 1L << i;
		}
		return completed;
	}

	/**
	 * Whether the scans so far hold the whole image, if none of them is cut short.
	 * @return true after the last scan that is needed
	 */
	boolean complete() {
		return !this.missing.isEmpty() && this.missing.values().stream().allMatch((left) -> left == 0);
	}

}
