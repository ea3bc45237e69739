package io.heatlens.web;

import io.heatlens.image.UploadLimits;
import io.heatlens.web.problem.BadRequestException;
import io.heatlens.web.problem.ContainerProblem;
import io.heatlens.web.problem.Problems;
import io.heatlens.web.problem.RequestIdFilter;
import io.heatlens.web.tomcat.MultipartProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers every error of a controller, and every error of Spring MVC before a controller
 * is called, with a problem document.
 */
@RestControllerAdvice
class ProblemHandler {

	private static final Logger logger = LoggerFactory.getLogger(ProblemHandler.class);

	private final UploadLimits limits;

	private final Rejections rejections;

	ProblemHandler(UploadLimits limits, Rejections rejections) {
		this.limits = limits;
		this.rejections = rejections;
	}

	@ExceptionHandler
	@Nullable ResponseEntity<ProblemDetail> handle(Exception error, HttpServletRequest request, HttpServletResponse response) {
		ProblemDetail problem = problem(error, request);
		if (problem.getStatus() == HttpStatus.INTERNAL_SERVER_ERROR.value()
				&& !DisconnectedClientHelper.isClientDisconnectedException(error)) {
			logger.error("Request {} failed", RequestIdFilter.id(request), error);
		}
		if (response.isCommitted()) {
			return null; // An answer that is already being sent cannot be replaced.
		}
		this.rejections.count(problem);
		return answer(problem, (error instanceof ErrorResponse known) ? known.getHeaders() : HttpHeaders.EMPTY);
	}

	static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus())
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			answer.header(HttpHeaders.RETRY_AFTER, "1");
		}
		return answer.body(problem);
	}

	private ProblemDetail problem(Exception error, HttpServletRequest request) {
		String requestId = RequestIdFilter.id(request);
		if (error instanceof MultipartException multipart) {
			return Problems.of(MultipartProblem.of(multipart, this.limits.maxSize()), requestId);
		}
		if (error instanceof RequestRejectedException) {
			return Problems.of(new BadRequestException(
					"The request's address, a header or the name of a parameter contains characters that are not allowed."),
					requestId);
		}
		if (error instanceof ErrorResponse known) {
			HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
			return Problems.of(status, ContainerProblem.code(status),
					ContainerProblem.detail(status, known, request.getContextPath()), requestId);
		}
		return Problems.of(error, requestId);
	}

}
