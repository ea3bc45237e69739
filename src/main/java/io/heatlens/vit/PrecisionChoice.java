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
 * Chooses the precision in which a model runs: the fastest that the settings and the CPU
 * allow, if the maps stay the same.
 *
 * @param wanted the precision of the settings
 */
record PrecisionChoice(Precision wanted) {

	private static final Logger logger = LoggerFactory.getLogger(PrecisionChoice.class);

	private static final Path CPU = Path.of("/proc/cpuinfo");

	/** Maps count as the same explanation if their correlation is above this. */
	private static final double ENOUGH = 0.99;

	/**
	 * Chooses how the blocks before the layer to explain run.
	 * @param name the name of the model
	 * @param transformer the model in float32
	 * @param input the size of its input
	 * @param defaultSite the layer whose maps are compared
	 * @param kernels the kernels that run the blocks; empty if this libtorch has none
	 * @param manager the manager that owns the weights
	 * @return the model with the blocks of the chosen precision
	 * @throws InvalidModelException if the settings require bfloat16 and the CPU does not
	 * support it
	 */
	VisionTransformer apply(String name, VisionTransformer transformer, InputSize input, Site defaultSite,
			Optional<Kernels> kernels, NDManager manager) {
		if (this.wanted == Precision.FLOAT32) {
			return packed(transformer, kernels, manager);
		}
		if (kernels.isEmpty() || !supported()) {
			if (this.wanted == Precision.BFLOAT16) {
				throw new InvalidModelException(
						"heatlens.engine.precision is bfloat16, which needs a CPU with AVX512-BF16 or AMX and a libtorch with oneDNN; set it to auto or float32");
			}
			return packed(transformer, kernels, manager);
		}
		NDManager weights = manager.newSubManager();
		VisionTransformer faster = transformer.with(FusedBlocks.bfloat16(transformer, kernels.get(), weights));
		double correlation = new MapComparison(transformer, faster, input, defaultSite).correlation(manager);
		logger.info("The maps of model \"{}\" in bfloat16 have a correlation of at least {} with those in float32",
				name, correlation);
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
	 * Reads from Linux whether the CPU can multiply bfloat16 matrices.
	 * @return false also if that is unknown
	 */
	static boolean supported() {
		if (!Files.isReadable(CPU)) {
			return false;
		}
		try (Stream<String> lines = Files.lines(CPU)) {
			return lines.anyMatch((line) -> line.startsWith("flags") && line.matches(".* (avx512_bf16|amx_bf16)\\b.*"));
		}
		catch (IOException ex) {
			logger.debug("The features of the CPU could not be read", ex);
			return false;
		}
	}

}
