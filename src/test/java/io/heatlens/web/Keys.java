package io.heatlens.web;

/**
 * The keys of the tests' clients, with their hashes.
 */
public final class Keys {

	/** The key of Alice. */
	public static final String ALICE = "alice-0123456789abcdef0123456789abcdef";

	/** The SHA-256 of the key of Alice. */
	public static final String ALICE_HASH = "533de83bf0df5be8a444776a755bece073b8c27bbdec66e02864d4fde867af86";

	/** The key of Bob. */
	public static final String BOB = "bob-0123456789abcdef0123456789abcdef";

	/** The SHA-256 of the key of Bob. */
	public static final String BOB_HASH = "D299290865A76D16A240989C5FB0896CA9930C230D54C6B7B3318DE40A9B7CF0";

	private Keys() {
	}

}
