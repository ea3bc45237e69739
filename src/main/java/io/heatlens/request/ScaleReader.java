package io.heatlens.request;

import io.heatlens.explain.Scale;
import io.heatlens.explain.Selection;
import io.heatlens.explain.method.Normalization;
import io.heatlens.render.View;
import org.jspecify.annotations.Nullable;

/**
 * Reads what maps are divided by, and which of their patches get boxes.
 *
 * @param parameters the parameters that were sent
 */
record ScaleReader(Parameters parameters) {

	/**
	 * Reads the scale of the maps.
	 * @return the scale
	 * @throws BadParameterException if it is none, or if the normalisation has no maximum
	 */
	Scale read() {
		String text = this.parameters.one(ApiParameter.SCALE);
		if (text == null) {
			return Scale.OWN;
		}
		Scale scale = scale(text);
		if (this.parameters.choice(ApiParameter.NORMALIZE, Normalization.MAX) != Normalization.MAX) {
			throw new BadParameterException(
					"\"scale\" is what \"normalize=max\" divides by, so it makes no difference to other normalisations. Send only one of them.");
		}
		return scale;
	}

	private static Scale scale(String text) {
		if (text.equals("own")) {
			return Scale.OWN;
		}
		if (text.equals("shared")) {
			return Scale.SHARED;
		}
		if (text.matches("\\d{1,9}(\\.\\d{1,20})?([eE]-?\\d{1,2})?")) {
			float number = Float.parseFloat(text);
			if (number > 0 && Float.isFinite(number)) {
				return new Scale(false, number);
			}
		}
		throw BadParameterException.value(ApiParameter.SCALE, text, "own, shared or a number above 0");
	}

	/**
	 * Reads the choice of patches.
	 * @return the choice, or {@code null} for none
	 * @throws BadParameterException if a share is no number from 0 to 1, if there are
	 * two, or if there is none for a picture of the patches
	 */
	@Nullable Selection selection() {
		Double threshold = this.parameters.share(ApiParameter.THRESHOLD);
		Double mass = this.parameters.share(ApiParameter.MASS);
		if (threshold != null && mass != null) {
			throw new BadParameterException(
					"\"threshold\" and \"mass\" are two ways to choose patches. Send only one of them.");
		}
		if (mass != null && mass == 0) {
			throw BadParameterException.value(ApiParameter.MASS, "0", "a number above 0, to 1");
		}
		View view = this.parameters.choice(ApiParameter.VIEW, View.OVERLAY);
		if (threshold == null && mass == null && view.selects()) {
			throw new BadParameterException(
					"\"view=%s\" needs \"threshold\" or \"mass\", which choose the patches, such as threshold=0.5."
						.formatted(view.apiName()));
		}
		if (threshold != null) {
			return new Selection.Threshold(threshold);
		}
		return (mass != null) ? new Selection.Mass(mass) : null;
	}

}
