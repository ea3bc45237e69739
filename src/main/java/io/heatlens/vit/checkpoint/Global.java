package io.heatlens.vit.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * A Python function or class that a pickle refers to. It is a name and nothing more: no
 * code stands behind it.
 *
 * @param name the name with its module, such as {@code torch.FloatStorage}
 * @param role what Heatlens makes of an object that the pickle creates with it
 * @param type the type of the elements of a storage or the type that is meant, or null
 * for other globals
 */
record Global(String name, Role role, @Nullable ElementType type) {

	/** What becomes of an object. */
	enum Role {

		/** A storage of tensors. */
		STORAGE,

		/** A tensor, from a storage. */
		TENSOR,

		/** A tensor, from a tensor that is already there. */
		PARAMETER,

		/** A tensor, by another function for tensors. */
		REBUILD,

		/** A dictionary. */
		DICTIONARY,

		/** A list. */
		LIST,

		/** Nothing: the object is passed over. */
		PASSED_OVER

	}

}
