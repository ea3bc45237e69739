package io.heatlens.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.heatlens.engine.DeadlineExceededException;
import io.heatlens.engine.OverloadedException;
import io.heatlens.explain.UnknownMethodException;
import io.heatlens.explain.UnsupportedMethodException;
import io.heatlens.image.DecodersBusyException;
import io.heatlens.image.ImageTooLargeException;
import io.heatlens.image.UnreadableImageException;
import io.heatlens.image.UnsupportedImageException;
import io.heatlens.request.BadParameterException;
import io.heatlens.vit.NoGradientPathException;
import io.heatlens.vit.UnknownClassException;
import io.heatlens.vit.UnknownModelException;
import io.heatlens.vit.transformer.UnknownLayerException;

/**
 * What the errors of the stages are called in answers.
 */
public enum ErrorCode {

	/** A parameter is unknown or has a wrong value. */
	BAD_PARAMETER(BadParameterException.class),
	/** There is no such model. */
	UNKNOWN_MODEL(UnknownModelException.class),
	/** There is no such class. */
	UNKNOWN_CLASS(UnknownClassException.class),
	/** There is no such method. */
	UNKNOWN_METHOD(UnknownMethodException.class),
	/** The model cannot be explained by the method. */
	UNSUPPORTED_METHOD(UnsupportedMethodException.class),
	/** There is no such layer. */
	UNKNOWN_LAYER(UnknownLayerException.class),
	/** The layer's patch gradient is zero. */
	NO_GRADIENT_PATH(NoGradientPathException.class),
	/** The bytes are no image that is read here. */
	UNSUPPORTED_IMAGE_FORMAT(UnsupportedImageException.class),
	/** The image is damaged. */
	UNREADABLE_IMAGE(UnreadableImageException.class),
	/** The image has too many pixels. */
	IMAGE_TOO_LARGE(ImageTooLargeException.class),
	/** Too many requests wait. */
	OVERLOADED(OverloadedException.class, DecodersBusyException.class),
	/** The time was over first. */
	DEADLINE_EXCEEDED(DeadlineExceededException.class),
	/** Whatever is not ours. */
	INTERNAL(Throwable.class);

	@SuppressWarnings("ImmutableEnumChecker") // List.of is
	private final List<Class<? extends Throwable>> errors;

	ErrorCode(Class<? extends Throwable> error) {
		this.errors = List.of(error);
	}

	ErrorCode(Class<? extends Throwable> one, Class<? extends Throwable> other) {
		this.errors = List.of(one, other);
	}

	/**
	 * Names an error.
	 * @param error from any stage
	 * @return its code
	 */
	public static ErrorCode of(Throwable error) {
		return Arrays.stream(values())
			.filter((code) -> code.errors.stream().anyMatch((type) -> type.isInstance(error)))
			.findFirst()
			.orElse(INTERNAL);
	}

	public String apiName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
