package io.heatlens.batch;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * A part of the images. An image's name alone says to which it belongs: neither the order
 * of a listing nor images that arrive later move it to another.
 *
 * @param index from 0
 * @param count of all shards
 */
record Shard(int index, int count) {

	private static final Pattern SYNTAX = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

	Shard {
		if (index < 0 || index >= count) {
			throw new CommandException("--shard takes an index from 0 and a count above it, as 0/4, but is %d/%d."
				.formatted(index, count));
		}
	}

	static Shard parse(@Nullable String text) {
		if (text == null) {
			return new Shard(0, 1);
		}
		Matcher matcher = SYNTAX.matcher(text);
		if (!matcher.matches()) {
			throw new CommandException(
					"--shard takes an index from 0 and a count above it, as 0/4, but is \"%s\".".formatted(text));
		}
		return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
	}

	/**
	 * Says whether an image is of this part.
	 * @param image its name
	 * @return true for one of all shards of a count
	 */
	boolean holds(String image) {
		CRC32 crc = new CRC32();
		crc.update(image.getBytes(StandardCharsets.UTF_8));
		return crc.getValue() % this.count == this.index;
	}

	String manifest() {
		return "manifest-%d-of-%d.jsonl".formatted(this.index, this.count);
	}

}
