package io.heatlens.web.kserve;

/**
 * The datatypes of the Open Inference Protocol that Heatlens uses.
 */
enum Datatype {

	/** Files, or text in UTF-8. */
	BYTES,
	/** 32-bit floats. */
	FP32,
	/** 64-bit floats. */
	FP64,
	/** 64-bit integers. */
	INT64

}
