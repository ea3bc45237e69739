package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Precision;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.FusedBlocks;
import io.heatlens.vit.transformer.Kernels;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a model as fast as the settings and its maps allow.
 *
 * @param wanted the precision of the settings
 */
record PrecisionChoice(Precision wanted) {

	private static final Logger logger = LoggerFactory.getLogger(PrecisionChoice.class);

	private static final Path CPU = Path.of("/proc/cpuinfo");

	/** Maps whose correlation is lower than this are no longer the same explanation. */
	private static final double ENOUGH = 0.99;

	/**
	 * Chooses how the blocks before the layer to explain are run.
	 * @param name of the model
	 * @param transformer the model, in float32
	 * @param input the size of its input
	 * @param defaultSite the layer whose maps are compared
	 * @param kernels that run the blocks, where this libtorch has them
	 * @param manager owns the weights
	 * @return the same model, with the same weights
	 * @throws InvalidModelException if the settings ask for what the CPU cannot do
	 */
	VisionTransformer apply(String name, VisionTransformer transformer, InputSize input, Site defaultSite,
			Optional<Kernels> kernels, NDManager manager) {
		if (this.wanted == Precision.FLOAT32) {
			return packed(transformer, kernels, manager);
		}
		if (kernels.isEmpty() || !supported()) {
			if (this.wanted == Precision.BFLOAT16) {
				throw new InvalidModelException(
						"heatlens.engine.precision is bfloat16, but this CPU has neither AVX512-BF16 nor AMX, or this libtorch no oneDNN: set it to auto or float32");
			}
			return packed(transformer, kernels, manager);
		}
		NDManager weights = manager.newSubManager();
		VisionTransformer faster = transformer.with(FusedBlocks.bfloat16(transformer, kernels.get(), weights));
		double correlation = new MapComparison(transformer, faster, input, defaultSite).correlation(manager);
		logger.info("Maps of model \"{}\" in bfloat16 correlate with those in float32 by {} or more", name,
				correlation);
		if (this.wanted == Precision.AUTO && !(correlation > ENOUGH)) {
			weights.close();
			return packed(transformer, kernels, manager);
		}
		return faster;
	}

	private static VisionTransformer packed(VisionTransformer transformer, Optional<Kernels> kernels,
			NDManager manager) {
		return kernels.map((kernel) -> transformer.with(FusedBlocks.packed(transformer, kernel, manager)))
			.orElse(transformer);
	}

	/**
	 * Reads from Linux whether the CPU multiplies bfloat16 matrices.
	 * @return false where that is unknown
	 */
	static boolean supported() {
		if (!Files.isReadable(CPU)) {
			return false;
		}
		try (Stream<String> lines = Files.lines(CPU)) {
			return lines.anyMatch((line) -> line.startsWith("flags") && line.matches(".* (avx512_bf16|amx_bf16)\\b.*"));
		}
		catch (IOException ex) {
			logger.debug("The features of the CPU are unknown", ex);
			return false;
		}
	}

}
