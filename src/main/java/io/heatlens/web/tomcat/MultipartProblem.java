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
 * Finds out what is wrong with a multipart body, since Spring reports every exceeded
 * limit as the size.
 */
public final class MultipartProblem {

	private static final long MAX_PART_HEADERS = 512;

	private MultipartProblem() {
	}

	/**
	 * Translates an error of the multipart parser.
	 * @param error the error of the parser
	 * @param limit the size limit of a body
	 * @return an exception that has a problem document of its own
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
			return (size.getPermittedSize() == MAX_PART_HEADERS) ? new BadRequestException(
					"The headers of a part, which hold its name and its file name, are larger than %d bytes."
						.formatted(MAX_PART_HEADERS))
					: new UploadTooLargeException(limit);
		}
		return new BadRequestException(
				"The multipart body could not be parsed: its boundary, its parts or its end are not as expected.");
	}

}
