package io.heatlens.vit.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a library does to a text before its tokenizer reads it.
 */
public enum TextCleaning {

	/** Nothing: {@code tokenizer.json} describes all that is done. */
	NONE {
		@Override
		String clean(String text) {
			return text;
		}
	},
	/**
	 * Makes every character lower case by itself, as the {@code Siglip2Tokenizer} of
	 * transformers does.
	 */
	LOWER_CASE {
		@Override
		String clean(String text) {
			StringBuilder lower = new StringBuilder(text.length());
			text.codePoints().forEach((point) -> lower.append(Character.toString(point).toLowerCase(Locale.ROOT)));
			return lower.toString();
		}
	},
	/** Collapses blanks, {@code whitespace} of open_clip. */
	WHITESPACE {
		@Override
		String clean(String text) {
			return blanks(text);
		}
	},
	/** Collapses blanks and makes the text lower case, {@code lower} of open_clip. */
	LOWER {
		@Override
		String clean(String text) {
			return blanks(text).toLowerCase(Locale.ROOT);
		}
	},
	/**
	 * Takes out the punctuation of ASCII, makes the text lower case and collapses blanks,
	 * {@code canonicalize} of open_clip.
	 */
	CANONICAL {
		@Override
		String clean(String text) {
			return canonical(text.replace('_', ' '));
		}
	},
	/**
	 * What SigLIP was trained with. SigLIP 1, whose tokenizer is a unigram model: as
	 * {@link #CANONICAL}, but an underscore is no blank. SigLIP 2: {@link #LOWER_CASE}.
	 */
	SIGLIP {
		@Override
		String clean(String text) {
			return canonical(text);
		}

		@Override
		TextCleaning of(boolean unigram) {
			return unigram ? this : LOWER_CASE;
		}
	};

	// The white space of Python, which has four control characters more than Unicode's.
	private static final Pattern BLANKS = Pattern
		.compile("[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+");

	private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");

	/**
	 * Cleans a text.
	 * @param text the text
	 * @return the text that the tokenizer reads
	 */
	abstract String clean(String text);

	/**
	 * Finds the cleaning that belongs to a tokenizer.
	 * @param unigram whether the tokenizer is a unigram model
	 * @return the cleaning
	 */
	TextCleaning of(boolean unigram) {
		return this;
	}

	private static String canonical(String text) {
		return blanks(PUNCTUATION.matcher(text).replaceAll("").toLowerCase(Locale.ROOT));
	}

	private static String blanks(String text) {
		String collapsed = BLANKS.matcher(text).replaceAll(" ");
		int from = collapsed.startsWith(" ") ? 1 : 0;
		int to = (collapsed.length() > from && collapsed.endsWith(" ")) ? collapsed.length() - 1 : collapsed.length();
		return collapsed.substring(from, to);
	}

}
