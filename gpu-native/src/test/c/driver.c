/* Stands in for libnvidia-ml and libcuda: two boards with made-up figures. -D settings choose how
   it fails. Every value here is repeated in GpuProbeTest, where it must come back. */
#include <string.h>

#ifndef INIT
#define INIT 0
#endif
#ifndef CUDA_INIT
#define CUDA_INIT 0
#endif
#ifndef BOARDS
#define BOARDS 2
#endif

struct memory {
  unsigned long long total, free, used;
};
static int boards[2] = {0, 1};
static int sessions;

int openSessions(void) { return sessions; }
int nvmlInit_v2(void) {
  sessions += INIT == 0;
  return INIT;
}
int nvmlShutdown(void) {
  sessions--;
  return 0;
}
const char *nvmlErrorString(int e) {
  return e == 18 ? "Driver/library version mismatch" : e == 15 ? "GPU is lost" : "Unknown Error";
}
int nvmlSystemGetDriverVersion(char *text, unsigned length) {
  strncpy(text, "570.86.15", length);
  return 0;
}
int nvmlSystemGetCudaDriverVersion_v2(int *version) {
  *version = 12080;
  return 0;
}
int nvmlDeviceGetCount_v2(unsigned *count) {
  *count = BOARDS;
  return 0;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned i, void **device) {
#ifdef LOST
  if (i == LOST) return 15;
#endif
  *device = &boards[i];
  return 0;
}
int nvmlDeviceGetName(void *device, char *text, unsigned length) {
  strncpy(text, *(int *)device ? "NVIDIA GB10" : "NVIDIA A100-SXM4-80GB", length);
  return 0;
}
int nvmlDeviceGetUUID(void *device, char *text, unsigned length) {
  strncpy(text, *(int *)device ? "GPU-bbbb" : "GPU-aaaa", length);
  return 0;
}
int nvmlDeviceGetMemoryInfo(void *device, struct memory *m) {
  if (*(int *)device) return 3; /* not supported: memory shared with the CPU */
  m->total = 85899345920ull;
  m->free = 85000000000ull;
  m->used = m->total - m->free;
  return 0;
}
int nvmlDeviceGetCudaComputeCapability(void *device, int *major, int *minor) {
  *major = *(int *)device ? 12 : 8;
  *minor = *(int *)device ? 1 : 0;
  return 0;
}
int cuInit(unsigned flags) { return flags == 0 ? CUDA_INIT : 1; }
int cuGetErrorName(int e, const char **text) {
  *text = "CUDA_ERROR_NO_DEVICE";
  return e == 100 ? 0 : 1;
}
