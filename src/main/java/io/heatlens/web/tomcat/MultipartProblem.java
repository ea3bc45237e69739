package io.heatlens.web.tomcat;

import io.heatlens.web.problem.BadRequestException;
import io.heatlens.web.problem.UploadTooLargeException;
import io.heatlens.web.problem.UploadsFullException;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartException;

/**
 * Says what is wrong with a multipart body: Spring calls every limit the size.
 */
public final class MultipartProblem {

	private static final long LARGEST_PART_HEADERS = 512;

	private MultipartProblem() {
	}

	/**
	 * Translates.
	 * @param error of the multipart parser
	 * @param limit of a body
	 * @return one of our own errors
	 */
	public static RuntimeException of(MultipartException error, DataSize limit) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(error);
		if (cause instanceof UploadsFullException full) {
			return full;
		}
		if (cause instanceof FileCountLimitExceededException count) {
			return new UploadTooLargeException(
					"The form has more than the %d parts that one request may have.".formatted(count.getLimit()));
		}
		if (cause instanceof SizeException size) {
			return (size.getPermittedSize() == LARGEST_PART_HEADERS) ? new BadRequestException(
					"The headers of a part, which hold its name and its file's, are larger than %d bytes."
						.formatted(LARGEST_PART_HEADERS))
					: new UploadTooLargeException(limit);
		}
		return new BadRequestException(
				"The multipart body could not be taken apart: its boundary, its parts or its end are not as expected.");
	}

}
