{{- define "heatlens.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.user }}
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
# a large volume is not walked at each start
fsGroupChangePolicy: OnRootMismatch
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "heatlens.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* What the pods of the service and of the batch have in common, before their containers. */ -}}
{{- define "heatlens.pod" -}}
serviceAccountName: {{ include "heatlens.serviceAccountName" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "heatlens.podSecurity" . | nindent 2 }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .Values.heatlens.models.sources }}
initContainers:
  {{- include "heatlens.fetch" . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "heatlens.container" -}}
image: {{ include "heatlens.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- include "heatlens.containerSecurity" . | nindent 2 }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
{{- end }}

{{- define "heatlens.fetch" -}}
- name: fetch
  {{- include "heatlens.container" . | nindent 2 }}
  args:
    - fetch
    {{- range $name, $source := .Values.heatlens.models.sources }}
    - {{ printf "--heatlens.models.sources[%s]=%s" $name $source | quote }}
    {{- end }}
  env:
    {{- include "heatlens.env" (dict "root" . "container" "fetch") | nindent 4 }}
    {{- with .Values.models.endpoint }}
    - name: HF_ENDPOINT
      value: {{ . | quote }}
    {{- end }}
    {{- if .Values.models.token.existingSecret }}
    - name: HF_TOKEN
      valueFrom:
        secretKeyRef:
          name: {{ .Values.models.token.existingSecret }}
          key: {{ .Values.models.token.key }}
    {{- end }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    {{- include "heatlens.modelsMount" . | nindent 4 }}
{{- end }}

{{- /* A new file system has a folder lost+found, which is no model: the chart's own claim keeps them apart. */ -}}
{{- define "heatlens.modelsMount" -}}
- name: models
  mountPath: /models
  {{- with .Values.models.volume.subPath | default (ternary "models" "" .Values.models.volume.create) }}
  subPath: {{ . }}
  {{- end }}
{{- end }}

{{- define "heatlens.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if include "heatlens.hasStore" . }}
{{ include "heatlens.modelsMount" . }}
  readOnly: true
{{- end }}
{{- end }}

{{- define "heatlens.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.tmpSize }}
{{- if .Values.models.image.reference }}
- name: models
  image:
    {{- toYaml .Values.models.image | nindent 4 }}
{{- else if include "heatlens.claim" . }}
- name: models
  persistentVolumeClaim:
    claimName: {{ include "heatlens.claim" . }}
{{- else if .Values.heatlens.models.sources }}
- name: models
  emptyDir:
    sizeLimit: {{ .Values.models.volume.size }}
{{- end }}
{{- end }}
