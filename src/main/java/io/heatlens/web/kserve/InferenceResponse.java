package io.heatlens.web.kserve;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an inference request in the Open Inference Protocol.
 *
 * @param modelName the model that answered
 * @param modelVersion its version
 * @param id the client's id of the request, or {@code null} if there is none
 * @param parameters the digest of the model and, if there is a heatmap, the options that
 * it was made with
 * @param outputs the output tensors in the order of the request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InferenceResponse(@JsonProperty("model_name") String modelName,
		@JsonProperty("model_version") String modelVersion, @Nullable String id, Map<String, String> parameters,
		List<OutputTensor> outputs) {

	/**
	 * An output tensor.
	 *
	 * @param name the name of the output
	 * @param datatype the type of the elements
	 * @param shape the size of each dimension
	 * @param parameters the number of bytes after the JSON that hold the elements, or
	 * {@code null} if they are in {@code data}
	 * @param data the elements, row by row, or {@code null} if they follow the JSON
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record OutputTensor(String name, Datatype datatype, List<Integer> shape, @Nullable Map<String, Integer> parameters,
			@Nullable List<?> data) {

		/**
		 * Describes a tensor.
		 * @param tensor the tensor
		 * @param bytes where its elements are written in binary form, or {@code null} if
		 * they go into the JSON
		 * @return the description
		 */
		static OutputTensor of(Tensor tensor, @Nullable ByteArrayOutputStream bytes) {
			if (bytes == null) {
				return new OutputTensor(tensor.name(), tensor.datatype(), tensor.shape(), null, tensor.data());
			}
			byte[] elements = tensor.binary();
			bytes.writeBytes(elements);
			return new OutputTensor(tensor.name(), tensor.datatype(), tensor.shape(),
					Map.of("binary_data_size", elements.length), null);
		}

	}

}
