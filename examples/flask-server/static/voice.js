// The page's own script: signs in, records while the button is held, and plays what the assistant says.

let socket = null
let sessionId = null
let pin = null
let mediaRecorder = null
let micStream = null
let audioChunks = []
let isHolding = false

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

  socket.on('connected', (data) => {
    sessionId = data.session_id
    console.log('Session', sessionId)
  })

  socket.on('authenticated', (data) => {
    if (!data.success) {
      pin = null
      updateStatus(data.message)
      pinInput.select()
      return
    }
    loginForm.hidden = true
    voiceSection.hidden = false
    updateStatus('Ready')
  })

  socket.on('welcome_greeting', (data) => {
    addMessage('assistant', 'Assistant', data.text)
    playAudio(data.audio)
  })

  socket.on('recording_started', (data) => updateStatus(data.message))

  socket.on('transcription', (data) => {
    if (data.success) addMessage('user', 'You', data.text)
  })

  socket.on('status', (data) => updateStatus(data.message))

  socket.on('agent_response', (data) => {
    if (!data.success) return
    addMessage('assistant', 'Assistant', data.text)
    playAudio(data.audio)
    if (!data.transfer) updateStatus('Ready')
  })

  socket.on('transfer_initiated', (data) => {
    if (!data.success) {
      updateStatus(`Transfer failed: ${data.message}`)
      return
    }
    addToTranscript(
      'transfer',
      `<strong>Transferring your call</strong><br>${escapeHtml(data.message)}<br>
       Extension: <b>${escapeHtml(data.extension)}</b><br>
       <em>${escapeHtml(data.instructions)}</em>`,
    )
    updateStatus('Transferring to an agent…')
  })

  socket.on('transfer_status', (data) => {
    if (data.success) {
      addToTranscript('transfer', `<strong>Transfer:</strong> ${escapeHtml(data.details)}`)
      updateStatus('The agent is being called')
    } else {
      addToTranscript('transfer error', `<strong>Transfer failed:</strong> ${escapeHtml(data.details)}`)
      updateStatus(`Transfer failed: ${data.details}`)
    }
  })

  socket.on('error', (data) => {
    addMessage('error', 'Error', data.message)
    updateStatus(data.message)
  })
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

async function startRecording(event) {
  event.preventDefault()
  if (isHolding || !socket || !socket.connected) return
  isHolding = true
  talkButton.classList.add('recording')
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    if (!isHolding) {
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
    isHolding = false
    talkButton.classList.remove('recording')
    updateStatus(`Microphone error: ${error.message}`)
  }
}

function stopRecording(event) {
  event.preventDefault()
  if (!isHolding) return
  isHolding = false
  talkButton.classList.remove('recording')
  if (mediaRecorder && mediaRecorder.state === 'recording') mediaRecorder.stop()
  if (micStream) stopTracks(micStream)
  micStream = null
}

function stopTracks(stream) {
  for (const track of stream.getTracks()) track.stop()
}

function sendRecording() {
  const reader = new FileReader()
  reader.onloadend = () => {
    updateStatus('Processing…')
    socket.emit('stop_recording', { audio: reader.result.split(',')[1] })
  }
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

talkButton.addEventListener('mousedown', startRecording)
talkButton.addEventListener('mouseup', stopRecording)
talkButton.addEventListener('mouseleave', stopRecording)
talkButton.addEventListener('touchstart', startRecording, { passive: false })
talkButton.addEventListener('touchend', stopRecording)
talkButton.addEventListener('touchcancel', stopRecording)

window.addEventListener('load', connectSocket)
