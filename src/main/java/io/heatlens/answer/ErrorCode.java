package io.heatlens.answer;

import java.util.Arrays;
import java.util.List;

import io.heatlens.api.ApiEnum;
import io.heatlens.engine.DeadlineExceededException;
import io.heatlens.engine.OverloadedException;
import io.heatlens.explain.UnknownMethodException;
import io.heatlens.explain.UnsupportedMethodException;
import io.heatlens.image.DecodersBusyException;
import io.heatlens.image.ImageTooLargeException;
import io.heatlens.image.UnreadableImageException;
import io.heatlens.image.UnsupportedImageException;
import io.heatlens.request.BadParameterException;
import io.heatlens.vit.InvalidPromptsException;
import io.heatlens.vit.NoGradientPathException;
import io.heatlens.vit.PromptsNeededException;
import io.heatlens.vit.UnknownModelException;
import io.heatlens.vit.UnsupportedTaskException;
import io.heatlens.vit.classes.UnknownClassException;
import io.heatlens.vit.transformer.UnknownLayerException;

/**
 * The codes that identify the errors of the stages in answers.
 */
public enum ErrorCode implements ApiEnum {

	/** A parameter is unknown or has a wrong value. */
	BAD_PARAMETER(BadParameterException.class, InvalidPromptsException.class),
	/** The model does not exist. */
	UNKNOWN_MODEL(UnknownModelException.class),
	/** The model cannot be used for the task. */
	UNSUPPORTED_TASK(UnsupportedTaskException.class),
	/** The model needs prompts, which describe its classes. */
	PROMPTS_NEEDED(PromptsNeededException.class),
	/** The class does not exist in the model. */
	UNKNOWN_CLASS(UnknownClassException.class),
	/** The method does not exist. */
	UNKNOWN_METHOD(UnknownMethodException.class),
	/** The model cannot be explained by the method. */
	UNSUPPORTED_METHOD(UnsupportedMethodException.class),
	/** The layer does not exist in the model. */
	UNKNOWN_LAYER(UnknownLayerException.class),
	/** The gradient at the patch tokens of the layer is zero. */
	NO_GRADIENT_PATH(NoGradientPathException.class),
	/** The file is not an image of a supported format. */
	UNSUPPORTED_IMAGE_FORMAT(UnsupportedImageException.class),
	/** The image is damaged. */
	UNREADABLE_IMAGE(UnreadableImageException.class),
	/** The image has too many pixels. */
	IMAGE_TOO_LARGE(ImageTooLargeException.class),
	/** Too many requests are waiting. */
	OVERLOADED(OverloadedException.class, DecodersBusyException.class),
	/** The deadline passed before the answer was complete. */
	DEADLINE_EXCEEDED(DeadlineExceededException.class),
	/** Any other error. */
	INTERNAL(Throwable.class);

	@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
	private final List<Class<? extends Throwable>> errors;

	ErrorCode(Class<? extends Throwable> error) {
		this.errors = List.of(error);
	}

	ErrorCode(Class<? extends Throwable> one, Class<? extends Throwable> other) {
		this.errors = List.of(one, other);
	}

	/**
	 * Returns the code of an error.
	 * @param error the error, from any stage
	 * @return the code, {@link #INTERNAL} for errors that have no other code
	 */
	public static ErrorCode of(Throwable error) {
		return Arrays.stream(values())
			.filter((code) -> code.errors.stream().anyMatch((type) -> type.isInstance(error)))
			.findFirst()
			.orElse(INTERNAL);
	}

}
