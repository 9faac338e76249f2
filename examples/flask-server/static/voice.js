// The page's own script: signs in, records from one click to the next, and plays what the assistant says.

let socket = null
let pin = null
let mediaRecorder = null
let micStream = null
let audioChunks = []
let isRecording = false

const AUDIO_FORMATS = ['mp3', 'wav', 'ogg', 'webm', 'mpeg', 'mp4']

const loginForm = document.getElementById('loginForm')
const pinInput = document.getElementById('pinInput')
const voiceSection = document.getElementById('voiceSection')
const transcript = document.getElementById('transcript')
const talkButton = document.getElementById('talkButton')
const textForm = document.getElementById('textForm')
const textInput = document.getElementById('textInput')

function updateStatus(text) {
  document.getElementById('status').textContent = text
}

function escapeHtml(text) {
  const div = document.createElement('div')
  div.textContent = text
  return div.innerHTML
}

function addToTranscript(kind, html) {
  const line = document.createElement('div')
  line.className = kind
  line.innerHTML = html
  transcript.appendChild(line)
  transcript.scrollTop = transcript.scrollHeight
}

function addMessage(kind, name, text) {
  addToTranscript(kind, `<strong>${name}:</strong> ${escapeHtml(text)}`)
}

function connectSocket() {
  socket = io('/voice', {
    transports: ['websocket', 'polling'],
    reconnection: true,
    reconnectionDelay: 1000,
    reconnectionAttempts: 10,
  })

  socket.on('connect', () => {
    updateStatus(pin ? 'Signing in…' : 'Please enter your PIN')
    // After a reconnection the server does not know this page any more.
    if (pin) socket.emit('authenticate', { pin })
  })

  socket.on('disconnect', () => updateStatus('Disconnected'))
  socket.on('connect_error', () => updateStatus('Connection failed'))

  socket.on('connected', (data) => console.log('Session', data.session_id))

  socket.on('authenticated', (data) => {
    if (!data.success) {
      pin = null
      updateStatus(data.message)
      pinInput.select()
      return
    }
    loginForm.hidden = true
    voiceSection.hidden = false
    freeButton()
    updateStatus('Ready')
  })

  socket.on('welcome_greeting', (data) => {
    addMessage('assistant', 'Assistant', data.text)
    playAudio(data.audio)
  })

  socket.on('recording_started', (data) => updateStatus(data.message))

  socket.on('transcription', (data) => {
    if (data.success) {
      addMessage('user', 'You', data.text)
      return
    }
    freeButton()
    updateStatus(data.message)
  })

  socket.on('status', (data) => updateStatus(data.message))

  socket.on('agent_response', (data) => {
    freeButton()
    if (!data.success) return
    addMessage('assistant', 'Assistant', data.text)
    playAudio(data.audio)
  })

  socket.on('transfer_initiated', (data) => {
    if (!data.success) {
      updateStatus(`Transfer failed: ${data.message}`)
      return
    }
    addToTranscript(
      'transfer',
      `<strong>Transferring your call</strong><br>${escapeHtml(data.message)}<br>
       Extension: <b>${escapeHtml(data.instructions.extension)}</b>`,
    )
    updateStatus('Transferring to an agent…')
  })

  socket.on('transfer_status', (data) => {
    if (data.success) {
      addToTranscript('transfer', '<strong>Transfer:</strong> The agent is being called')
      updateStatus('The agent is being called')
    } else {
      addToTranscript('transfer error', `<strong>Transfer failed:</strong> ${escapeHtml(data.details.error)}`)
      updateStatus(`Transfer failed: ${data.details.error}`)
    }
  })

  socket.on('error', (data) => {
    freeButton()
    addMessage('error', 'Error', data.message)
    updateStatus(data.message)
  })
}

// From the clip to the answer the button is locked.
function lockButton() {
  talkButton.textContent = 'Processing…'
  talkButton.disabled = true
}

function freeButton() {
  if (isRecording) return
  talkButton.textContent = 'Click to speak'
  talkButton.disabled = false
  updateStatus('Click to speak')
}

// The server may send any format, and a browser plays some of them only under the right name.
function playAudio(base64Audio) {
  if (!base64Audio) return
  let next = 0

  function tryNextFormat() {
    if (next === AUDIO_FORMATS.length) {
      updateStatus('The answer could not be played')
      return
    }
    const audio = new Audio(`data:audio/${AUDIO_FORMATS[next++]};base64,${base64Audio}`)
    let failed = false
    const onFailure = () => {
      if (failed) return
      failed = true
      tryNextFormat()
    }
    audio.onerror = onFailure
    audio.play().catch(onFailure)
  }

  tryNextFormat()
}

async function startRecording() {
  isRecording = true
  talkButton.textContent = 'Click to stop'
  talkButton.classList.add('recording')
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    if (!isRecording) {
      stopTracks(stream)
      return
    }
    micStream = stream
    audioChunks = []
    mediaRecorder = new MediaRecorder(stream, { mimeType: 'audio/webm;codecs=opus' })
    mediaRecorder.ondataavailable = (e) => audioChunks.push(e.data)
    mediaRecorder.onstop = sendRecording
    mediaRecorder.start()
    socket.emit('start_recording')
  } catch (error) {
    endRecording()
    freeButton()
    updateStatus(`Microphone error: ${error.message}`)
  }
}

function stopRecording() {
  if (mediaRecorder && mediaRecorder.state === 'recording') mediaRecorder.stop()
  endRecording()
  lockButton()
}

// Ends a recording that nobody wants any more.
function discardRecording() {
  if (mediaRecorder) mediaRecorder.onstop = null
  if (mediaRecorder && mediaRecorder.state === 'recording') mediaRecorder.stop()
  endRecording()
  freeButton()
}

function endRecording() {
  isRecording = false
  talkButton.classList.remove('recording')
  if (micStream) stopTracks(micStream)
  micStream = null
}

function stopTracks(stream) {
  for (const track of stream.getTracks()) track.stop()
}

function sendRecording() {
  const reader = new FileReader()
  reader.onloadend = () => socket.emit('stop_recording', { audio: reader.result.split(',')[1] })
  reader.readAsDataURL(new Blob(audioChunks, { type: 'audio/webm' }))
}

loginForm.addEventListener('submit', (event) => {
  event.preventDefault()
  pin = pinInput.value
  socket.emit('authenticate', { pin })
})

textForm.addEventListener('submit', (event) => {
  event.preventDefault()
  const text = textInput.value.trim()
  if (!text) return
  addMessage('user', 'You', text)
  socket.emit('user_text', { text })
  textInput.value = ''
})

talkButton.addEventListener('click', () => {
  if (isRecording) stopRecording()
  else if (socket?.connected) void startRecording()
})

// Nothing is recorded while the connection is away.
window.addEventListener('offline', () => isRecording && discardRecording())
window.addEventListener('load', connectSocket)
